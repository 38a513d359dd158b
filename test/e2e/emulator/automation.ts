import { ResponseCode, Simulation, StringDocument } from '@cdklabs/cdk-ssm-documents';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ApiCacheEncryptionRunbook } from '../../../src';

// Runs the runbook of a template as AWS Systems Manager does, with the inputs that are given, and prints what comes of it among the lines
// of the simulation: it stops its process while a script runs.

interface DocumentResource {
  readonly Properties: { readonly Content: object; readonly DocumentFormat: string };
}

const [, , inputs, flushCache] = process.argv;
const stack = new Stack(new App(), 'Stack');
new ApiCacheEncryptionRunbook(stack, 'Runbook', { flushCache: flushCache === 'true' });
const [{ Properties: { Content: content, DocumentFormat: format } }] =
  Object.values(Template.fromStack(stack).findResources('AWS::SSM::Document')) as DocumentResource[];
// CloudFormation hands an object on as JSON.
const text = JSON.stringify(content);
const read = { YAML: StringDocument.fromYaml, JSON: StringDocument.fromJson }[format]!;
const document = read.call(StringDocument, new Stack(new App(), 'Simulated'), 'Runbook', text);

/** Outputs of a step that has ended are kept, whatever comes after it. */
const outputs: Record<string, unknown> = {};
document.collectedSteps().forEach((step) => {
  Object.assign(step, { outputObserver: { accept: (added: Record<string, unknown>) => Object.assign(outputs, added) } });
});

function outcome(): object {
  try {
    const simulation = Simulation.ofAutomation(document, {});
    const { responseCode, executedSteps, stackTrace } = simulation.simulate(JSON.parse(inputs) as Record<string, unknown>);
    return { code: ResponseCode[responseCode], steps: executedSteps, outputs, error: stackTrace };
  } catch (error) {
    return { code: 'REFUSED', outputs, error: (error as Error).message };
  }
}

console.log(JSON.stringify(outcome()));
