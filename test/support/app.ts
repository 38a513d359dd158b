import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, AppProps } from 'aws-cdk-lib';
import { stagesOf } from '../../src/core/judgement/template-stages';

const OUTPUTS: string[] = [];

afterAll(() => OUTPUTS.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** With this context CDK throws and prints what its validation plugins find. */
export const LOUD = { '@aws-cdk/core:failSynthOnValidationErrors': true };

/** An app that leaves no assembly behind, and writes validation reports without throwing or printing them. */
export function testApp(props: AppProps = {}): App {
  const outdir = mkdtempSync(join(tmpdir(), 'encrypt-api-cache-'));
  OUTPUTS.push(outdir);
  return new App({ outdir, ...props, context: { '@aws-cdk/core:failSynthOnValidationErrors': false, ...props.context } });
}

/** `Stage ~1orders/GET: ENCRYPTED` for each method-setting key of a template. */
export function verdicts(template: unknown): string[] {
  return stagesOf(template).flatMap(({ logicalId, stage }) =>
    stage.judgement.keys.map(({ key, verdict }) => `${logicalId} ${key}: ${verdict ?? 'no verdict'}`));
}

/** A template without the one property that we may change. */
export function withoutFlags(template: unknown): unknown {
  return JSON.parse(JSON.stringify(template, (name, value: unknown) => name === 'CacheDataEncrypted' ? undefined : value));
}

/** The same, without entries that become equal when their flags are set: the later ones are dropped. */
export function withoutEqualEntries(template: unknown): unknown {
  return JSON.parse(JSON.stringify(withoutFlags(template), (name, value: unknown) => name.toLowerCase() === 'methodsettings' && Array.isArray(value)
    ? value.filter((entry: object, index) =>
      !isRemoved(entry) && value.findIndex((candidate: object) => contentOf(candidate) === contentOf(entry)) === index)
    : value));
}

/** Whatever the order of its properties. */
function contentOf(entry: object): string {
  return JSON.stringify(Object.entries(entry).sort());
}

function isRemoved(entry: unknown): boolean {
  return JSON.stringify(entry) === '{"Ref":"AWS::NoValue"}';
}

/** The template of a stack or nested stack, as it is written. */
export function templatesOf(app: App): Record<string, unknown>[] {
  const assembly = app.synth();
  return assembly.stacks.map(({ template }) => template as Record<string, unknown>);
}
