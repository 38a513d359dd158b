import { describeWithCommandLine } from './command-lines';
import { cdkSynth } from './synth';

jest.setTimeout(120_000);

// What these pass over in silence in an app of older versions (aws-cdk-cli#1974), they cannot read in one of ours: the first and the last
// of them.
const APP = 'test/e2e/cdk-cli/apps/stages.ts';

['2.1128.1', '2.1142.0'].forEach((version) => describeWithCommandLine(version, (cdk) => {
  test.each(['app', 'stage'])('refuses an app that has the pack on the %s', (on) => {
    const { exitCode, output } = cdkSynth(APP, [`on=${on}`], [], {}, cdk);
    expect(output).toMatch(/not compatible with the CDK library .*\bMaximum schema version supported is 54\.\S+, but found 55\./s);
    expect(exitCode).toBe(1);
  });
}));

test('that of the project reads the same app, and fails for what is found', () => {
  const { exitCode, output } = cdkSynth(APP, ['on=app']);
  expect(output).toContain('FATAL CDK stage Prod fails with 1 finding');
  expect(exitCode).toBe(1);
});
