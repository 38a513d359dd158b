import { spawnSync } from 'child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import fc from 'fast-check';
import { updateStageCommands } from '../../../src/cli/commands/update-stage-commands';
import { DeployedStage, deployedCache } from '../../../src/core/stage/deployed-stage';
import { atMost } from '../../support/size';

const UNENCRYPTED = { cachingEnabled: true, cacheDataEncrypted: false };
const ENCRYPTED = { cachingEnabled: true, cacheDataEncrypted: true };

function stageOf(keys: readonly string[], more: Partial<DeployedStage> = {}): DeployedStage {
  const methodSettings = Object.fromEntries(keys.map((key) => [key, UNENCRYPTED]));
  return { name: 'prod', restApiId: 'abc', ...more, stage: deployedCache({ cacheClusterEnabled: true, methodSettings }) };
}

const nobody = () => false;
const commands = (stage: DeployedStage, restApiId?: string) => updateStageCommands(stage, nobody, restApiId);

interface Ran {
  readonly status: number | null;
  readonly stderr: string;
  readonly calls: readonly (readonly string[])[];
}

/** The keys that a command is about, call by call. */
const keysOf = (lines: readonly string[]) => lines.map((line) => {
  const operations = JSON.parse(/--patch-operations='(.*)'$/.exec(line)![1]) as readonly { readonly path: string }[];
  return operations.map(({ path }) => path.replace(/^\//, '').replace(/\/caching\/dataEncrypted$/, ''));
});

describe('which commands', () => {
  test('for unencrypted caches, and for nothing else', () => {
    const stage = deployedCache({ cacheClusterEnabled: true, methodSettings: { '*/*': UNENCRYPTED, '~1/GET': ENCRYPTED, '~1orders~1{id}/GET': UNENCRYPTED, '~1b/GET': {}, '~1c/GET': { cachingEnabled: false } } });
    expect(commands({ name: 'prod', restApiId: 'abc', region: 'eu-west-1', stage })).toEqual([
      'aws apigateway update-stage --rest-api-id=abc --stage-name=prod --region=eu-west-1 --patch-operations='
      + '\'[{"op":"replace","path":"/*/*/caching/dataEncrypted","value":"true"},{"op":"replace","path":"/~1orders~1{id}/GET/caching/dataEncrypted","value":"true"},'
      + '{"op":"replace","path":"/~1b/GET/caching/dataEncrypted","value":"true"}]\'',
    ]);
  });

  test('none where nothing is to do', () => {
    expect(commands(stageOf([]))).toEqual([]);
    expect(commands(stageOf([], { name: 'file:///etc/passwd' }))).toEqual([]);
    expect(updateStageCommands(stageOf(['*/*']), () => true)).toEqual([]);
  });

  test('acknowledged findings are not changed', () => {
    expect(keysOf(updateStageCommands(stageOf(['*/*', '~1a/GET']), (key) => key === '*/*'))).toEqual([['~1a/GET']]);
  });

  test.each([[80, [80]], [81, [80, 1]], [400, [80, 80, 80, 80, 80]]])('%i keys: at most 80 in a call', (count, sizes) => {
    const keys = Array.from({ length: count }, (_, index) => `~1r${index}/GET`);
    const calls = keysOf(commands(stageOf(keys)));
    expect(calls.map(({ length }) => length)).toEqual(sizes);
    expect(calls.flat()).toEqual(keys);
  });

  test('a key that API Gateway may refuse does not take the others along', () => {
    expect(keysOf(commands(stageOf(['a/{id}/GET', '*/*', '*/GET', '~1a/GET'])))).toEqual([['*/*', '~1a/GET'], ['a/{id}/GET'], ['*/GET']]);
  });

  test('the API: the stage\'s own, else the one that is named, else the shell asks', () => {
    expect(commands(stageOf(['*/*']), 'other')[0]).toContain(' --rest-api-id=abc ');
    expect(commands(stageOf(['*/*'], { restApiId: undefined }), 'other')[0]).toContain(' --rest-api-id=other ');
    expect(commands(stageOf(['*/*'], { restApiId: undefined }))[0]).toContain(' --rest-api-id="${REST_API_ID:?}" ');
  });
});

// What is printed is meant to be run, and a listing is somebody else's text.
describe('in a shell', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'encrypt-update-stage-'));
    writeFileSync(join(folder, 'aws'), `#!/bin/sh
for word in "$@"; do printf '%s\\036' "$word"; done >> "$RECORD"
printf '\\035' >> "$RECORD"
`);
    chmodSync(join(folder, 'aws'), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What the program `aws` was called with, call by call. */
  function run(lines: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
    const record = join(folder, 'record');
    rmSync(record, { force: true });
    const { status, stderr } = spawnSync('sh', [], {
      input: lines.map((line) => `${line}\n`).join(''),
      encoding: 'utf8',
      cwd: folder,
      env: { PATH: `${folder}:/usr/bin:/bin`, RECORD: record, ...env },
    });
    const text = existsSync(record) ? readFileSync(record, 'utf8') : '';
    return { status, stderr, calls: text.split('\x1d').slice(0, -1).map((call) => call.split('\x1e').slice(0, -1)) };
  }

  const expected = (name: string, keys: readonly string[]) => ['apigateway', 'update-stage', '--rest-api-id=abc', `--stage-name=${name}`,
    `--patch-operations=${JSON.stringify(keys.map((key) => ({ op: 'replace', path: `/${key}/caching/dataEncrypted`, value: 'true' })))}`];

  const HOSTILE = ['--prod', '-', "pr'od", "'; touch pwned; '", '$(touch pwned)', '`touch pwned`', '"$HOME"', 'a b', 'a\\', '\\\'', '*', '~', '#', '!!', 'a;touch pwned', '%s', 'größe', '', '&&', '>pwned'];

  test.each(HOSTILE)('a stage called %j', (name) => {
    expect(run(commands(stageOf(['*/*'], { name })))).toEqual({ status: 0, stderr: '', calls: [expected(name, ['*/*'])] });
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  test.each(HOSTILE)('an API called %j', (restApiId) => {
    const [call] = run(commands(stageOf(['*/*'], { restApiId }))).calls;
    expect(call[2]).toBe(`--rest-api-id=${restApiId}`);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  test.each([...HOSTILE.filter((text) => text !== ''), 'a\nb', 'a\0b', '\x1b[2J', '\u202Eabc', '\u2028', '😀', '\ud800'])('a path called %j', (path) => {
    const key = `~1${path}/GET`;
    const lines = commands(stageOf([key]));
    expect(lines.join('')).toMatch(/^[ -~]*$/);
    const { status, calls } = run(lines);
    expect({ status, count: calls.length }).toEqual({ status: 0, count: 1 });
    expect(JSON.parse(calls[0][4].replace(/^--patch-operations=/, ''))).toEqual([{ op: 'replace', path: `/${key}/caching/dataEncrypted`, value: 'true' }]);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  // No stage can be called so; the AWS CLI would read the file, and a terminal would obey.
  test.each(['file:///etc/passwd', 'fileb://x', 'https://example.com', 'a\nb', '\n touch pwned', 'a\r', 'a\0b', '\x1b]0;x\x07', 'a\u202Eb', 'a\u2028', '\ud800'])('no stage is called %j', (name) => {
    for (const odd of [{ name }, { restApiId: name }, { region: name }]) {
      const lines = commands(stageOf(['*/*'], odd));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^[ -~]*$/);
      const { status, stderr, calls } = run(lines);
      expect({ status, calls }).toEqual({ status: 1, calls: [] });
      expect(stderr).toMatch(/^invalid --[a-z-]+ "[ -~]*", nothing was changed\n$/);
      expect(existsSync(join(folder, 'pwned'))).toBe(false);
    }
  });

  test('without an API the shell stops before it calls anything', () => {
    const lines = commands(stageOf(['*/*'], { restApiId: undefined }));
    const { status, stderr, calls } = run(lines);
    expect(status).not.toBe(0);
    expect({ stderr, calls }).toEqual({ stderr: expect.stringContaining('REST_API_ID') as string, calls: [] });
    expect(run(lines, { REST_API_ID: '' }).calls).toEqual([]);
    expect(run(lines, { REST_API_ID: 'abc' }).calls).toEqual([expected('prod', ['*/*'])]);
  });

  test('any name and any keys arrive as they are, or not at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 3, minLength: 1 }), (name, paths) => {
      const lines = commands(stageOf(paths.map((path) => `~1${path}/GET`), { name }));
      const { calls } = run(lines);
      const patched = calls.flatMap((call) => JSON.parse(call[4].replace(/^--patch-operations=/, '')) as readonly { readonly path: string }[]);
      expect(lines.every((line) => !line.includes('\n'))).toBe(true);
      expect(calls.every((call) => call.length === 5 && call[3] === `--stage-name=${name}`)).toBe(true);
      expect(calls.length === 0 || patched.length === paths.length).toBe(true);
    }), { numRuns: atMost(40) });
  });
});
