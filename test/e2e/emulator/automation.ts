import { Simulation, StringDocument } from '@cdklabs/cdk-ssm-documents';
import { App, Stack } from 'aws-cdk-lib';
import { runbookDocument } from '../../../src/constructs/runbook-document';

// Runs the runbook as AWS Systems Manager does, with the inputs that are given, and prints what comes of it among the lines of the
// simulation: it stops its process while a script runs.

const stack = new Stack(new App(), 'Stack');
const document = StringDocument.fromJson(stack, 'Runbook', JSON.stringify(runbookDocument()));
const inputs = JSON.parse(process.argv[2]) as Record<string, unknown>;

function outcome(): object {
  try {
    const { responseCode, outputs, stackTrace } = Simulation.ofAutomation(document, {}).simulate(inputs);
    return { code: responseCode, outputs, error: stackTrace };
  } catch (error) {
    return { code: 'REFUSED', error: (error as Error).message };
  }
}

console.log(JSON.stringify(outcome()));
