import { chmodSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { command, folderWith } from '../../../support/command';
import { SAMPLES } from '../../../support/paths';
import { ENCRYPTED, UNENCRYPTED_TEMPLATE, listing, record, UNPROVEN, UNREADABLE_LIST } from '../../../support/templates';

const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');

describe('templates', () => {
  test('flags are set, and nothing is left', () => {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE, 'b.yaml': ENCRYPTED, 'c.json': '{ "name": 1 }' });
    expect(command(folder, ['fix', '.'])).toEqual({ exitCode: 0, stdout: '', stderr: 'a.yaml: 1 flag set\nnothing remains to be fixed: 2 inputs, 2 stages: 2 ENCRYPTED\n' });
    expect(read(folder, 'a.yaml')).toBe(ENCRYPTED);
    expect(command(folder, ['audit', '.'])).toMatchObject({ exitCode: 0 });
  });

  test('twice is once', () => {
    const folder = folderWith({ 'a.yaml': UNPROVEN });
    command(folder, ['fix', '.']);
    const once = read(folder, 'a.yaml');
    expect(once).toContain('{ HttpMethod: GET, ResourcePath: /~1a, ThrottlingRateLimit: 5, CacheDataEncrypted: true }');
    expect(command(folder, ['fix', '.'])).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('set') as string });
    expect(read(folder, 'a.yaml')).toBe(once);
  });

  describe('two entries that would become equal: none is made, and the line to delete is named', () => {
    const W = '{ResourcePath: /*, HttpMethod: \'*\', CachingEnabled: true}';
    const ENCRYPTED_W = W.replace('}', ', CacheDataEncrypted: true}');
    const UNENCRYPTED_W = W.replace('}', ', CacheDataEncrypted: false}');
    const stage = (entries: readonly string[], more: readonly string[] = []) => [
      'Conditions: {A: !Equals [!Ref AWS::Region, a]}', ...more, 'Resources:', '  S:', '    Type: AWS::Serverless::Api', '    Properties:',
      '      CacheClusterEnabled: true', '      MethodSettings:', ...entries.map((entry) => `        - ${entry}`), '',
    ].join('\n');
    const sam = ['Globals: {Api: {MethodSettings: [', `  ${W}]}}`];

    test.each<[string, string, readonly string[], string]>([
      ['the unencrypted one goes', stage([W, ENCRYPTED_W]), ['8: S */*: delete Resources.S.Properties.MethodSettings.0: it differs from Resources.S.Properties.MethodSettings.1'], stage([W, ENCRYPTED_W])],
      ['whichever is first', stage([ENCRYPTED_W, W]), ['9: S */*: delete Resources.S.Properties.MethodSettings.1: it differs from Resources.S.Properties.MethodSettings.0'], stage([ENCRYPTED_W, W])],
      ['the later of two that are unencrypted', stage([W, UNENCRYPTED_W]), ['9: S */*: delete Resources.S.Properties.MethodSettings.1: it differs from Resources.S.Properties.MethodSettings.0'], stage([ENCRYPTED_W, UNENCRYPTED_W])],
      ['two of three', stage([W, ENCRYPTED_W, UNENCRYPTED_W]), [
        '8: S */*: delete Resources.S.Properties.MethodSettings.0: it differs from Resources.S.Properties.MethodSettings.1',
        '10: S */*: delete Resources.S.Properties.MethodSettings.2: it differs from Resources.S.Properties.MethodSettings.1',
      ], stage([W, ENCRYPTED_W, UNENCRYPTED_W])],
      ['the one that is only there with the other', stage([W, `!If [A, ${ENCRYPTED_W}, !Ref AWS::NoValue]`]),
        ['9: S */*: delete Resources.S.Properties.MethodSettings.1.Fn::If.1: it differs from Resources.S.Properties.MethodSettings.0'], stage([W, `!If [A, ${ENCRYPTED_W}, !Ref AWS::NoValue]`])],
      ['none of Globals, which other APIs may need', stage([ENCRYPTED_W], sam), ['10: S */*: delete Resources.S.Properties.MethodSettings.0: it differs from Globals.Api.MethodSettings.0'], stage([ENCRYPTED_W], sam)],
      ['JSON', JSON.stringify({ Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [{ CachingEnabled: true, HttpMethod: 'GET', ResourcePath: '/~1a' }, { CachingEnabled: true, HttpMethod: 'GET', ResourcePath: '/~1a', CacheDataEncrypted: true }] } } } }),
        ['1: S ~1a/GET: delete Resources.S.Properties.MethodSettings.0: it differs from Resources.S.Properties.MethodSettings.1'], ''],
    ])('%s', (_, text, named, expected) => {
      const folder = folderWith({ 'a.yaml': text });
      const { exitCode, stderr } = command(folder, ['fix', 'a.yaml', '--fail-on', 'never']);
      expect(exitCode).toBe(1);
      expect(stderr.split('\n').filter((line) => line.includes('delete')))
        .toEqual(named.map((line) => `a.yaml:${line} only in CacheDataEncrypted, and CloudFormation rejects identical entries`));
      expect(read(folder, 'a.yaml')).toBe(expected === '' ? text : expected);
      // It stays so until somebody deletes one.
      expect(command(folder, ['fix', 'a.yaml', '--fail-on', 'never'])).toMatchObject({ exitCode: 1 });
    });

    test('each that is deleted leaves one less, until all is encrypted', () => {
      const folder = folderWith({ 'a.yaml': stage([W, `!If [A, ${ENCRYPTED_W}, !Ref AWS::NoValue]`, UNENCRYPTED_W, W.replace('true', 'true, CacheTtlInSeconds: 5')]) });
      for (let deleted = 0; deleted < 2; deleted++) {
        const line = Number(/^a.yaml:(\d+): .* delete/m.exec(command(folder, ['fix', 'a.yaml']).stderr)![1]);
        writeFileSync(join(folder, 'a.yaml'), read(folder, 'a.yaml').split('\n').filter((_, index) => index !== line - 1).join('\n'));
      }
      expect(command(folder, ['fix', 'a.yaml'])).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('delete') as string });
      expect(read(folder, 'a.yaml')).toBe(stage([ENCRYPTED_W, W.replace('true}', 'true, CacheTtlInSeconds: 5, CacheDataEncrypted: true}')]));
    });

    test('the lines of a dry run are those of the file', () => {
      const folder = folderWith({ 'a.yaml': stage([W.replace('/*', '/'), W, UNENCRYPTED_W]).replaceAll(', CachingEnabled', ',\n            CachingEnabled') });
      expect(command(folder, ['fix', 'a.yaml', '--dry-run']).stderr).toContain('a.yaml:12: S */*: delete');
      // By then, two more lines are above it.
      expect(command(folder, ['fix', 'a.yaml']).stderr).toContain('a.yaml:14: S */*: delete');
    });

    test('a cloud assembly is left alone', () => {
      const manifest = JSON.stringify({ version: '54.0.0', artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 'S.template.json' } } } });
      const { stderr } = command(folderWith({ 'cdk.out/manifest.json': manifest, 'cdk.out/S.template.json': stage([W, ENCRYPTED_W]) }), ['fix', 'cdk.out']);
      expect(stderr).toContain('part of a cloud assembly');
      expect(stderr).not.toContain('delete');
    });
  });

  test('a dry run shows the change, writes nothing, and ends as the audit does', () => {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE, 'b.yaml': ENCRYPTED });
    const { exitCode, stdout } = command(folder, ['fix', '.', '--dry-run']);
    expect(stdout).toBe(`--- a/a.yaml
+++ b/a.yaml
@@ -7,3 +7,4 @@
         - HttpMethod: '*'
           ResourcePath: '/*'
           CachingEnabled: true # for the shop
+          CacheDataEncrypted: true
`);
    expect(exitCode).toBe(1);
    expect(read(folder, 'a.yaml')).toBe(UNENCRYPTED_TEMPLATE);
    expect(readdirSync(folder).sort()).toEqual(['.git', 'a.yaml', 'b.yaml']);
  });

  test('what is piped in is piped out', () => {
    expect(command(folderWith(), ['fix', '-'], { stdin: UNENCRYPTED_TEMPLATE })).toMatchObject({ exitCode: 0, stdout: ENCRYPTED });
    expect(command(folderWith(), ['fix', '-'], { stdin: ENCRYPTED })).toMatchObject({ exitCode: 0, stdout: ENCRYPTED });
    const without = '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}';
    expect(command(folderWith(), ['fix', '-'], { stdin: without })).toMatchObject({ exitCode: 0, stdout: without });
    expect(command(folderWith(), ['fix', '-'], { stdin: 'a: [' })).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('an unreadable list is named and left as it was', () => {
    const folder = folderWith({ 'a.yaml': UNREADABLE_LIST });
    const { exitCode, stderr } = command(folder, ['fix', '.', '--fail-on', 'warning']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('UNRESOLVED');
    expect(stderr).toContain('replace Properties.MethodSettings with literal method settings');
    expect(read(folder, 'a.yaml')).toBe(UNREADABLE_LIST);
  });

  test('what an anchor shares with others is named, and the rest is set', () => {
    const entry = '{ HttpMethod: GET, ResourcePath: /~1a, CachingEnabled: true }';
    const shared = `Metadata: { Example: &a ${entry} }\n${UNENCRYPTED_TEMPLATE}        - *a\n`;
    const folder = folderWith({ 'a.yaml': shared });
    const { exitCode, stderr } = command(folder, ['fix', '.']);
    expect(stderr).toContain('a.yaml:11: Prod ~1a/GET: not changed: &a is used elsewhere and would change there too\na.yaml: 1 flag set\n');
    expect(exitCode).toBe(1);
    expect(read(folder, 'a.yaml')).toBe(`Metadata: { Example: &a ${entry} }\n${ENCRYPTED}        - *a\n`);
  });

  test('a cloud assembly is left alone: CDK has taken its hashes', () => {
    const files = {
      'cdk.out/manifest.json': JSON.stringify({ version: '54.0.0', artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 'S.template.json' } } } }),
      'cdk.out/S.template.json': JSON.stringify({ Resources: { Prod: { Type: 'AWS::ApiGateway::Deployment', Properties: { StageName: 'p', StageDescription: { CacheClusterEnabled: true, CachingEnabled: true } } } } }),
    };
    const folder = folderWith(files);
    for (const input of ['cdk.out', '.', 'cdk.out/S.template.json']) {
      const { exitCode, stderr } = command(folder, ['fix', input]);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('cdk.out/S.template.json: not changed, because it is part of a cloud assembly: encrypt the cache in the app with EncryptApiCache');
      expect(read(folder, 'cdk.out/S.template.json')).toBe(files['cdk.out/S.template.json']);
    }
  });
});

describe('files', () => {
  test('a link stays a link, and permissions stay', () => {
    const folder = folderWith({ 'real/a.yaml': UNENCRYPTED_TEMPLATE });
    chmodSync(join(folder, 'real/a.yaml'), 0o640);
    symlinkSync('real/a.yaml', join(folder, 'link.yaml'));
    expect(command(folder, ['fix', 'link.yaml'])).toMatchObject({ exitCode: 0 });
    expect(lstatSync(join(folder, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(read(folder, 'real/a.yaml')).toBe(ENCRYPTED);
    expect(statSync(join(folder, 'real/a.yaml')).mode % 0o1000).toBe(0o640);
    expect(readdirSync(join(folder, 'real'))).toEqual(['a.yaml']);
  });

  test('another name of the same file is not written to: the folder is', () => {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE });
    linkSync(join(folder, 'a.yaml'), join(folder, 'b.yaml.bak'));
    command(folder, ['fix', 'a.yaml']);
    expect([read(folder, 'a.yaml'), read(folder, 'b.yaml.bak')]).toEqual([ENCRYPTED, UNENCRYPTED_TEMPLATE]);
  });

  test('what may not be written is said, and the rest goes on', () => {
    const folder = folderWith({ 'a/x.yaml': UNENCRYPTED_TEMPLATE, 'b.yaml': UNENCRYPTED_TEMPLATE });
    // A file in the way of the one that is to become the new one: permissions mean nothing to the superuser.
    mkdirSync(join(folder, 'a', `.x.yaml.${process.pid}.tmp`));
    const { exitCode, stderr } = command(folder, ['fix', '.']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('error: a/x.yaml: not changed: ');
    expect([read(folder, 'a/x.yaml'), read(folder, 'b.yaml')]).toEqual([UNENCRYPTED_TEMPLATE, ENCRYPTED]);
  });

  test.each([
    ['Windows line ends', UNENCRYPTED_TEMPLATE.replaceAll('\n', '\r\n'), ENCRYPTED.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${UNENCRYPTED_TEMPLATE}`, `\uFEFF${ENCRYPTED}`],
    ['no line break at the end', UNENCRYPTED_TEMPLATE.trimEnd(), ENCRYPTED.trimEnd()],
  ])('%s', (_, before, after) => {
    const folder = folderWith({ 'a.yaml': before });
    command(folder, ['fix', 'a.yaml']);
    expect(read(folder, 'a.yaml')).toBe(after);
  });
});

describe('listings', () => {
  const unencrypted = listing({ '*/*': record(), '~1orders~1{id}/GET': record(), '~1/GET': record({ cacheDataEncrypted: true }), 'a/GET': record({ cachingEnabled: false }) });

  test('the commands are printed, and nothing else', () => {
    const { exitCode, stdout, stderr } = command(folderWith(), ['fix', '-', '--rest-api-id', 'abc'], { stdin: unencrypted });
    expect(stdout).toBe('aws apigateway update-stage --rest-api-id=abc --stage-name=prod --patch-operations='
      + '\'[{"op":"replace","path":"/*/*/caching/dataEncrypted","value":"true"},{"op":"replace","path":"/~1orders~1{id}/GET/caching/dataEncrypted","value":"true"}]\'\n');
    expect(stderr).toMatch(/^-: 1 command to run; then flush/);
    expect(exitCode).toBe(1);
  });

  test('nothing to do', () => {
    expect(command(folderWith(), ['fix', '-'], { stdin: listing({}) })).toEqual({ exitCode: 0, stdout: '', stderr: 'nothing remains to be fixed: 1 input, 1 stage: 1 NOT_CACHED\n' });
  });
});

describe('acknowledged findings', () => {
  test('are left alone', () => {
    const acknowledgments = 'acknowledgments: [{ id: ApiCache-CacheDataEncrypted, reason: public }]';
    const folder = folderWith({ 't/a.yaml': UNENCRYPTED_TEMPLATE, 'acknowledgments.yaml': acknowledgments });
    expect(command(folder, ['fix', 't', '--acknowledge', 'acknowledgments.yaml'])).toMatchObject({ exitCode: 0 });
    expect(read(folder, 't/a.yaml')).toBe(UNENCRYPTED_TEMPLATE);
    expect(command(folder, ['fix', '-', '--acknowledge', 'acknowledgments.yaml'], { stdin: listing({ '*/*': record() }) })).toMatchObject({ exitCode: 0, stdout: '' });
  });

  test('of one stage alone, not of its namesake in another API', () => {
    const arnOf = (api: string) => `arn:aws:apigateway:eu-west-1::/restapis/${api}/stages/prod`;
    const { item: [configuration] } = JSON.parse(listing({ '*/*': record() })) as { readonly item: readonly object[] };
    const items = ['abc', 'xyz'].map((api) => ({ resourceType: 'AWS::ApiGateway::Stage', resourceId: arnOf(api), configuration }));
    const folder = folderWith({ 'acknowledgments.yaml': `acknowledgments: [{ id: ApiCache-CacheDataEncrypted, reason: public, stage: '${arnOf('abc')}' }]` });
    const { stdout } = command(folder, ['fix', '-', '--acknowledge', 'acknowledgments.yaml'], { stdin: JSON.stringify(items) });
    expect(stdout.split('\n')).toEqual(['# region eu-west-1', expect.stringContaining('--rest-api-id=xyz'), '']);
  });
});

test.each([
  ['sam-globals-api-caching.yaml', 1, ['      CacheDataEncrypted: true']],
  ['sam-api-with-method-settings.yaml', 0, []],
])('the real template %s', (file, exitCode, expected) => {
  const text = read(SAMPLES, file);
  const folder = folderWith({ [file]: text });
  expect(command(folder, ['fix', file, '--fail-on', 'warning'])).toMatchObject({ exitCode });
  const [before, after] = [text, read(folder, file)].map((content) => content.split('\n'));
  expect(after.filter((line) => !before.includes(line))).toEqual(expected);
  expect(before.filter((line) => !after.includes(line))).toEqual([]);
});

test('every real template is tried', () => {
  expect(readdirSync(SAMPLES).filter((file) => file.endsWith('.yaml')).sort()).toEqual(['sam-api-with-method-settings.yaml', 'sam-globals-api-caching.yaml']);
});

test('a stage that a loop makes', () => {
  const loop = [
    'Transform: AWS::LanguageExtensions',
    'Resources:',
    "  'Fn::ForEach::Stages':",
    '    - Name',
    '    - [a, b]',
    '    - Stage${Name}:',
    '        Type: AWS::ApiGateway::Stage',
    '        Properties:',
    '          CacheClusterEnabled: true',
    "          MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }]",
    '',
  ].join('\n');
  const folder = folderWith({ 'a.yaml': loop });
  expect(command(folder, ['audit', 'a.yaml'])).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('  10   error    UNENCRYPTED  Stage${Name}') as string });
  expect(command(folder, ['fix', 'a.yaml'])).toMatchObject({ exitCode: 0 });
  expect(read(folder, 'a.yaml')).toBe(loop.replace('CachingEnabled: true }', 'CachingEnabled: true, CacheDataEncrypted: true }'));
});
