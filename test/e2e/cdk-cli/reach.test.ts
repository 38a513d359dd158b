import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { cdkSynth } from './synth';
import { verdicts } from '../../support/app';
import { blocksIn, TESTED } from '../../support/documents';

jest.setTimeout(120_000);

const BLOCKS = TESTED.flatMap((document) => blocksIn(document, '').filter((block) => block.startsWith('FATAL ')));
const trimmed = (text: string) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');

// With --preserve-symlinks a link is a copy: its modules are loaded once more.
const COPY = mkdtempSync(join(tmpdir(), 'encrypt-copy-'));
symlinkSync(dirname(dirname(require.resolve('aws-cdk-lib/package.json'))), join(COPY, 'node_modules'));
afterAll(() => rmSync(COPY, { recursive: true }));

describe.each<[string, NodeJS.ProcessEnv]>([
  ['one copy of aws-cdk-lib', {}],
  ['two copies of aws-cdk-lib', { OTHER_COPY: COPY, NODE_OPTIONS: '--preserve-symlinks' }],
])('cdk synth of an app with a CDK stage that was synthesised early, and %s', (_, environment) => {
  const synth = (call: string, ...stacks: string[]) => cdkSynth('test/e2e/cdk-cli/apps/reach.ts', [`call=${call}`], stacks, environment);
  const written = (directory: string) => {
    const folder = join(directory, 'assembly-Prod');
    return readdirSync(folder).filter((file) => file.endsWith('.template.json')).flatMap((file) => verdicts(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
  };

  test('everywhere, at the top: encrypted', () => {
    const { exitCode, output, directory } = synth('everywhere');
    expect(output).not.toMatch(/ERROR|WARNING.*\(ApiCache\)/);
    expect(written(directory)).toEqual(['Stage ~1orders/GET: ENCRYPTED']);
    expect(exitCode).toBe(0);
  });

  test.each([
    ['late', 'stack Prod/Shop was synthesized before EncryptApiCache could reach it', 'call EncryptApiCache.everywhere(app) at the top of the app, before'],
    ['aspect', 'EncryptApiCache was added as an aspect above CDK stage Prod, and aspects do not cross CDK stage boundaries', 'call EncryptApiCache.everywhere(app) at the top of the app instead'],
  ])('%s: exit code 1, with stack, method, reason and what to do', (call, because, fix) => {
    const { exitCode, output, directory } = synth(call);
    expect(written(directory)).toEqual(['Stage ~1orders/GET: UNENCRYPTED']);
    expect(output).toContain(`FATAL CDK stage Prod fails with 1 finding: ${because}`);
    expect(output).toContain('Prod/Shop/Stage: method setting ~1orders/GET (GET /orders) caches responses unencrypted (CacheDataEncrypted is not set and defaults to false) (ApiCache)');
    expect(output).toContain(`Suggested fix: ${fix}`);
    expect(exitCode).toBe(1);
    if (call === 'late') {
      expect(BLOCKS).toHaveLength(1);
      expect(trimmed(output)).toContain(trimmed(BLOCKS[0]));
    }
  });

  test('mode REPORT warns and succeeds', () => {
    const { exitCode, output } = synth('report');
    expect(output).toContain('WARNING CDK stage Prod has 1 warning: EncryptApiCache was added as an aspect');
    expect(output).toContain('call EncryptApiCache.everywhere(app) at the top of the app instead');
    expect(exitCode).toBe(0);
  });
});

test('with the stacks of the CDK stage selected, the line is named', () => {
  const { exitCode, output } = cdkSynth('test/e2e/cdk-cli/apps/reach.ts', ['call=aspect'], ['Prod/**']);
  expect(output).toMatch(/^test\/e2e\/cdk-cli\/apps\/reach\.ts:\d+:1\nERROR method setting ~1orders\/GET \(GET \/orders\) caches responses unencrypted/m);
  expect(exitCode).toBe(1);
});
