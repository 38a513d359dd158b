import { spawnSync } from 'child_process';
import { chmodSync, readFileSync, writeFileSync } from 'fs';
import { delimiter, join } from 'path';
import { readDocument } from '../../src/template-text/read-document';
import { command, folderWith } from '../support/command';
import { describeWith } from '../support/needs';
import { ROOT } from '../support/paths';
import { ENCRYPTED, UNENCRYPTED_TEMPLATE } from '../support/templates';

const read = <T>(file: string): T => (readDocument(readFileSync(join(ROOT, file))) as { readonly value: unknown }).value as T;

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
  readonly runs: { readonly steps: readonly [{ readonly run: string; readonly env: Readonly<Record<string, string>> }] };
}

describe('.pre-commit-hooks.yaml', () => {
  const hooks = read<readonly Hook[]>('.pre-commit-hooks.yaml');
  const START = 'npx --yes cdk-encrypt-api-cache ';
  const files = { 'a.yaml': UNENCRYPTED_TEMPLATE, 'package.json': '{"name": "a"}', 'mkdocs.yml': 'a: !!python/name:b.c\n' };

  test.each(hooks)('$id runs on what is committed', ({ id, entry, files: pattern }) => {
    expect(Object.keys(files).filter((file) => new RegExp(pattern).test(file))).toEqual(Object.keys(files));
    expect(entry.startsWith(START)).toBe(true);
    const run = (...names: string[]) => {
      const folder = folderWith(files);
      return { ...command(folder, [...entry.slice(START.length).split(' '), ...names]), text: readFileSync(join(folder, 'a.yaml'), 'utf8') };
    };
    const isFix = id === 'api-cache-fix';
    expect(run(...Object.keys(files))).toMatchObject({ exitCode: isFix ? 0 : 1, text: isFix ? ENCRYPTED : UNENCRYPTED_TEMPLATE });
    expect(run('package.json', 'mkdocs.yml')).toMatchObject({ exitCode: 0 });
  });

  test('their names are those of the guide', () => {
    const guide = readFileSync(join(ROOT, 'docs', 'guide', 'ci.md'), 'utf8');
    expect(hooks.map(({ id }) => id).filter((id) => !guide.includes(id))).toEqual([]);
    expect(hooks).toHaveLength(2);
  });
});

describeWith('action.yml', process.platform === 'win32' ? 'it runs in bash, which Windows may not have' : undefined, () => {
  const { inputs, runs: { steps: [{ run, env }] } } = read<Action>('action.yml');

  /** Runs the script as GitHub does, with an npx that prints what it is given, line by line. */
  function argumentsFor(given: Readonly<Record<string, string>> = {}): readonly string[] {
    const folder = folderWith({ 'bin/npx': '#!/bin/sh\nprintf "%s\\n" "$@"\n', 'a.yaml': ENCRYPTED });
    chmodSync(join(folder, 'bin', 'npx'), 0o755);
    writeFileSync(join(folder, 'script.sh'), run);
    const values = Object.fromEntries(Object.entries(env).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)![1];
      return [name, given[input] ?? inputs[input].default];
    }));
    const { stdout, status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', 'script.sh'], { cwd: folder, encoding: 'utf8', env: { ...values, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` } });
    expect(status).toBe(0);
    return stdout.trimEnd().split('\n');
  }

  test('audits the repository by default, and leaves acknowledged findings out', () => {
    expect(argumentsFor()).toEqual(['--yes', 'cdk-encrypt-api-cache@latest', 'audit', '--fail-on', 'error', '--output', 'api-cache.sarif', '--sarif-suppressed', 'omit', '--', '.']);
  });

  test('takes several inputs, globs and names that look like options or commands', () => {
    expect(argumentsFor({ 'inputs': 'a/*.yaml\n$(touch b) --all', 'fail-on': 'warning', 'acknowledge': 'c d.yaml', 'output': 'e.html', 'version': '1.2.3' }))
      .toEqual(['--yes', 'cdk-encrypt-api-cache@1.2.3', 'audit', '--fail-on', 'warning', '--output', 'e.html', '--acknowledge', 'c d.yaml', '--', 'a/*.yaml', '$(touch', 'b)', '--all']);
  });

  test('its arguments are those of the command', () => {
    const [, , ...argv] = argumentsFor({ inputs: 'a.yaml b.yaml' });
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE, 'b.yaml': ENCRYPTED });
    expect(command(folder, argv)).toMatchObject({ exitCode: 1, stdout: '2 inputs, 2 stages: 1 UNENCRYPTED, 1 ENCRYPTED\n' });
    expect(readFileSync(join(folder, 'api-cache.sarif'), 'utf8')).toContain('"sarif-schema-2.1.0.json"'.slice(1, -1));
  });

  test('each input is in the guide with its default', () => {
    const guide = readFileSync(join(ROOT, 'docs', 'guide', 'ci.md'), 'utf8');
    expect(Object.entries(inputs).map(([name, input]) => `| \`${name}\` | ${input.default === '' ? 'no file' : `\`${input.default}\``}`).filter((row) => !guide.includes(row))).toEqual([]);
  });
});

test('GitHub is told nothing of acknowledged findings where that is asked for', () => {
  const acknowledged = `Metadata: {cdk-encrypt-api-cache: {acknowledge: [{id: ApiCache-CacheDataEncrypted, reason: b}]}}\n${UNENCRYPTED_TEMPLATE}`;
  const folder = folderWith({ 'a.yaml': acknowledged });
  const results = (...more: string[]) => (JSON.parse(command(folder, ['audit', 'a.yaml', '--format', 'sarif', ...more]).stdout) as { readonly runs: [{ readonly results: object[] }] }).runs[0].results.length;
  expect([results(), results('--sarif-suppressed', 'include'), results('--sarif-suppressed', 'omit')]).toEqual([1, 1, 0]);
  expect(command(folder, ['audit', 'a.yaml', '--sarif-suppressed', 'omit'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('error: --sarif-suppressed needs a report in the format sarif') as string });
});
