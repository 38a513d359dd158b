import { cdkSynth } from './synth';

jest.setTimeout(240_000);

// Stacks Main, Staging/Shop and Prod/Shop, of which the last one has two stages that are unencrypted.
const synth = (context: readonly string[], ...options: string[]) => cdkSynth('test/e2e/cdk-cli/apps/cdk-stages.ts', context, options);
const countOf = (output: string, what: RegExp) => (output.match(what) ?? []).length;
const SUMMARY = /^(FATAL|WARNING|INFO) CDK stage .*$/gm;

describe('what is only a warning speaks too, and fails with --strict', () => {
  test.each(['report', 'pack,warning'])('%s', (given) => {
    const { exitCode, output } = synth([`with=${given}`], '--strict');
    expect(output.match(SUMMARY)).toEqual(['WARNING CDK stage Prod has 2 warnings']);
    ['orders', 'items'].forEach((id) => expect(output).toContain(`Prod/Shop/${id}: method setting ~1${id}/GET (GET /${id}) caches responses`));
    expect(output).toContain('--strict mode');
    expect(exitCode).toBe(1);
    expect(synth([`with=${given}`]).exitCode).toBe(0);
  });

  test('nothing else in that app is a warning', () => {
    expect(synth(['with=none'], '--strict').exitCode).toBe(0);
  });
});

describe('in a pipeline', () => {
  test.each<[string, number, string[]]>([
    ['puts annotations into its report', 0, ['@aws-cdk/core:annotationsInValidationReport=true']],
    ['does not', 1, []],
  ])('mode REPORT prints every finding once where CDK %s', (_, summaries, context) => {
    const { exitCode, output } = synth(['with=report', 'below=stack', ...context]);
    ['orders', 'items'].forEach((id) => expect(countOf(output, new RegExp(`method setting ~1${id}/GET`, 'g'))).toBe(1));
    expect(countOf(output, SUMMARY)).toBe(summaries);
    expect(exitCode).toBe(0);
  });

  test.each(['pack', 'late'])('%s: what fails is printed without a summary', (given) => {
    const { exitCode, output } = synth([`with=${given}`, 'below=stack']);
    ['orders', 'items'].forEach((id) => expect(countOf(output, new RegExp(`^ERROR method setting ~1${id}/GET`, 'gm'))).toBe(1));
    expect(output).not.toMatch(SUMMARY);
    expect(exitCode).toBe(1);
  });
});

test('everywhere, after synthesis: one line of cause, and one of what to do', () => {
  const { exitCode, output } = synth(['with=late']);
  expect(output.match(SUMMARY)).toEqual(['FATAL CDK stage Prod fails with 2 findings: stack Prod/Shop was synthesized before EncryptApiCache could reach it']);
  expect(countOf(output, /was synthesized before/g)).toBe(1);
  expect(countOf(output, /call EncryptApiCache\.everywhere/g)).toBe(1);
  expect(exitCode).toBe(1);
});

test('pack and aspect beside each other sum up a CDK stage once', () => {
  const { exitCode, output } = synth(['with=pack,aspect']);
  expect(output.match(SUMMARY)).toEqual(['FATAL CDK stage Prod fails with 2 findings']);
  expect(exitCode).toBe(1);
});

describe.each(['pack', 'late'])('%s: selecting CDK stages', (given) => {
  test('by default Prod fails Staging', () => {
    const { exitCode, output } = synth([`with=${given}`], 'Staging/**');
    expect(output).toContain('FATAL CDK stage Prod fails with 2 findings');
    expect(exitCode).toBe(1);
  });

  test.each<[string, number, string[]]>([
    ['Staging alone succeeds', 0, ['Staging/**']],
    ['Prod alone fails', 1, ['Prod/**']],
    ['without selection it succeeds', 0, []],
  ])('separate: %s, and Prod is named in a warning', (_, expected, selected) => {
    const { exitCode, output } = synth([`with=${given}`, 'separate=true'], ...selected);
    expect(output).toMatch(/^WARNING CDK stage Prod fails with 2 findings/m);
    expect(exitCode).toBe(expected);
  });
});
