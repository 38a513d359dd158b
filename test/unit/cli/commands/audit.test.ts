import { createHash } from 'crypto';
import { readFileSync, symlinkSync } from 'fs';
import { join } from 'path';
import type { Result } from 'sarif';
import { command, folderWith } from '../../../support/command';
import { ENCRYPTED, UNENCRYPTED_TEMPLATE, listing, record, UNPROVEN, UNREADABLE_LIST } from '../../../support/templates';

const SOMETHING_ELSE = '{ "name": "a package" }';

describe('exit codes', () => {
  test.each<[string, string, string[], number]>([
    ['unencrypted', UNENCRYPTED_TEMPLATE, [], 1],
    ['unencrypted, from warnings on', UNENCRYPTED_TEMPLATE, ['--fail-on', 'warning'], 1],
    ['unencrypted, never', UNENCRYPTED_TEMPLATE, ['--fail-on', 'never'], 0],
    ['encrypted', ENCRYPTED, ['--fail-on', 'warning'], 0],
    ['a warning', UNPROVEN, [], 0],
    ['a warning that counts', UNPROVEN, ['--fail-on', 'warning'], 1],
    ['an unreadable list', UNREADABLE_LIST, [], 0],
    ['an unreadable list that counts', UNREADABLE_LIST, ['--fail-on=warning'], 1],
    ['a broken file', 'Resources: [', ['--fail-on', 'never'], 2],
    ['an empty file', '', [], 2],
    ['something else', SOMETHING_ELSE, [], 2],
    ['a template without resources', "AWSTemplateFormatVersion: '2010-09-09'\n", [], 0],
    ['resources that are none', "AWSTemplateFormatVersion: '2010-09-09'\nResources: [a]\n", [], 2],
    ['an unencrypted listing', listing({ '*/*': record() }), [], 1],
    ['a listing that is encrypted', listing({ '*/*': record({ cacheDataEncrypted: true }) }), ['--fail-on', 'warning'], 0],
    ['a listing without stages', '{"item": []}', [], 0],
  ])('%s', (_, text, options, expected) => {
    expect(command(folderWith({ 'a.yaml': text }), ['audit', 'a.yaml', ...options])).toMatchObject({ exitCode: expected });
    expect(command(folderWith(), ['audit', '-', ...options], { stdin: text })).toMatchObject({ exitCode: expected });
  });

  test.each<[string[], string]>([
    [[], 'Usage: cdk-encrypt-api-cache'],
    [['audits'], "error: unknown command 'audits'"],
    [['audit', '--colour'], "error: unknown option '--colour'"],
    [['audit', '--exclude', ''], 'It must not be empty.'],
    [['audit', '--format', 'xml'], "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are table, json, csv, sarif, html."],
    [['audit', '--fail-on', 'info'], 'Allowed choices are error, warning, never.'],
    [['audit', '--output', ''], 'It must not be empty.'],
    [['audit', '.', '--output', 'report.pdf'], 'error: --output report.pdf must end in .txt, .json, .csv, .sarif, or .html, or --format must say what to write'],
    [['audit', '.', '--output', 'report'], 'error: --output report must end in'],
    [['fix'], 'error: name what to fix, such as cdk-encrypt-api-cache fix template.yaml, or . for every template in the current folder'],
    [['fix', '--dry-run'], 'error: name what to fix'],
    [['fix', '--format', 'json'], 'error: --format needs --apply'],
    [['audit', 'nowhere.yaml'], 'error: nowhere.yaml: no such file or folder, and no file matches it as a glob'],
    [['audit', '*.none'], 'error: *.none: no such file or folder, and no file matches it as a glob'],
    [['audit', ''], 'no file matches it as a glob'],
    [['audit', '.', '--acknowledge', 'nowhere.yaml'], 'error: --acknowledge nowhere.yaml: no such file'],
    [['audit', '.', '--output', 'nowhere/report.json'], 'error: --output nowhere/report.json: cannot be written (ENOENT)'],
  ])('%j is no use', (argv, message) => {
    const { exitCode, stderr } = command(folderWith(), argv);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });

  test.each([[['--help']], [['audit', '--help']], [['help', 'fix']], [['--version']], [['-V']]])('%j is said, and no more', (argv) => {
    const { exitCode, stdout, stderr } = command(folderWith(), argv);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(argv.includes('--version') || argv.includes('-V') ? /^\d+\.\d+\.\d+\n$/ : /^Usage: cdk-encrypt-api-cache/);
    // An address cannot be wrapped.
    expect(stdout.split('\n').filter((line) => line.length > 80 && !/^https:\S+$/.test(line))).toEqual([]);
  });

  describe('files that are named, and neither templates nor listings', () => {
    const files = { 'a.yaml': UNENCRYPTED_TEMPLATE, 'README.md': '# a\n- b: [', 'chart.yaml': 'a: {{ .Values.b }}\n', 'package.json': '{"name": "c"}', 'b.png': new Uint8Array([0x89, 0x50, 0x4E, 0x47, 0xFF]) };

    test.each(['audit', 'fix'])('%s passes over them with --ignore-unknown', (name) => {
      const others = Object.keys(files).filter((file) => file !== 'a.yaml');
      expect(command(folderWith(files), [name, '--ignore-unknown', ...others])).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('error') as string });
      expect(command(folderWith(files), [name, '--ignore-unknown', ...Object.keys(files)])).toMatchObject({ exitCode: name === 'fix' ? 0 : 1 });
      expect(command(folderWith(files), [name, 'package.json'])).toMatchObject({ exitCode: 2 });
    });

    test('one that does not exist is an error all the same', () => {
      expect(command(folderWith(files), ['audit', '--ignore-unknown', 'c.yaml'])).toMatchObject({ exitCode: 2 });
    });
  });

  test('fix changes nothing that is not named', () => {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE });
    expect(command(folder, ['fix'])).toMatchObject({ exitCode: 2, stdout: '' });
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(UNENCRYPTED_TEMPLATE);
  });

  test('a broken file among many is said, and the others are judged', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`t/${index}.yaml`, ENCRYPTED]));
    const folder = folderWith({ ...many, 't/30.json': '{ "Resources": { "S": { "Type": "AWS::ApiGateway::Stage",', 't/60.yaml': 'Resources: {{ chart }}', 't/40.yaml': UNENCRYPTED_TEMPLATE });
    const { exitCode, stdout, stderr } = command(folder, ['audit', 't', '--format', 'json']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^reading 62 inputs\nerror: t\/30\.json:1: .*\n60 inputs, 60 stages: .*; 1 input not read\n$/s);
    const rows = (JSON.parse(stdout) as { readonly rows: Readonly<Record<string, string>>[] }).rows;
    expect(rows).toHaveLength(61);
    expect(rows.filter(({ status }) => status === 'NON_COMPLIANT').map(({ templateFile }) => templateFile)).toEqual(['t/40.yaml']);
    expect(rows.filter(({ status }) => status === 'UNKNOWN').map(({ templateFile, verdict }) => [templateFile, verdict])).toEqual([['t/30.json', 'UNRESOLVED']]);
  });
});

describe('what is named', () => {
  const files = {
    'a.yaml': UNENCRYPTED_TEMPLATE,
    'b/c.json': JSON.stringify({ Resources: {} }),
    'b/d.template': UNENCRYPTED_TEMPLATE,
    'b/e.txt': UNENCRYPTED_TEMPLATE,
    'b/package.json': SOMETHING_ELSE,
    'b/node_modules/x.yaml': UNENCRYPTED_TEMPLATE,
    '.hidden/x.yaml': UNENCRYPTED_TEMPLATE,
    'stages.json': listing({ '*/*': record() }),
  };
  const seen = (folder: string, ...inputs: readonly string[]) => {
    const { stdout } = command(folder, ['audit', ...inputs, '--format', 'json']);
    return [...new Set((JSON.parse(stdout) as { readonly rows: { readonly templateFile?: string }[] }).rows
      .map(({ templateFile }) => templateFile))];
  };

  test.each<[string[], (string | undefined)[]]>([
    [['a.yaml'], ['a.yaml']],
    [[], ['a.yaml', 'b/d.template', 'stages.json']],
    [['.'], ['a.yaml', 'b/d.template', 'stages.json']],
    [['b'], ['b/d.template']],
    [['b/e.txt'], ['b/e.txt']],
    [['**/*.{yaml,txt}'], ['a.yaml', 'b/e.txt']],
    [['a.yaml', './a.yaml', '.'], ['a.yaml', 'b/d.template', 'stages.json']],
    [['.hidden'], ['.hidden/x.yaml']],
  ])('%j', (inputs, expected) => {
    expect(seen(folderWith(files), ...inputs)).toEqual(expected);
  });

  test('a file that is linked is one, and a folder that links to itself is no trap', () => {
    const folder = folderWith({ 't/a.yaml': UNENCRYPTED_TEMPLATE });
    symlinkSync(join(folder, 't/a.yaml'), join(folder, 't/b.yaml'));
    symlinkSync(folder, join(folder, 't/loop'));
    expect(command(folder, ['audit', '.']).stdout).toContain('1 input, 1 stage: 1 UNENCRYPTED');
  });

  test('a broken file that is none of our business is passed over in a folder', () => {
    expect(command(folderWith({ 'a.yaml': 'a: [', 'b.yaml': ENCRYPTED }), ['audit', '.'])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test.each<[string, Record<string, string>, string[], string]>([
    ['an empty folder', {}, [], 'error: .: no template or listing found\n'],
    ['a wrong folder', { 'src/a.ts': '' }, ['src'], 'error: src: no template or listing found\n'],
    ['files of others', { 'a.json': SOMETHING_ELSE, 'b.yaml': 'a: [' }, ['.'], 'error: .: no template or listing found, 2 files passed over\n'],
    ['a glob that finds files of others', { 'a.json': SOMETHING_ELSE }, ['*.json'], 'error: *.json: no template or listing found, 1 file passed over\n'],
    ['the right folder beside the wrong one', { 'src/a.json': SOMETHING_ELSE, 't/a.yaml': ENCRYPTED }, ['src', 't'], 'error: src: no template or listing found, 1 file passed over\n'],
    ['an assembly of an app without stacks', { 'cdk.out/manifest.json': '{"version":"54.0.0","artifacts":{}}' }, ['cdk.out'], 'error: cdk.out: no template or listing found\n'],
    ['packages', { '.serverless/a.json': UNENCRYPTED_TEMPLATE, 'app/.aws-sam/build/template.yaml': UNENCRYPTED_TEMPLATE, 'app/x.json': SOMETHING_ELSE }, ['.'],
      'error: .: no template or listing found, 1 file passed over; audit .serverless and app/.aws-sam, which hold packaged templates\n'],
    ['everything is left out', { 't/a.yaml': UNENCRYPTED_TEMPLATE }, ['.', '--exclude', 't'], 'error: .: no template or listing found\n'],
  ])('nothing to audit is no pass: %s', (_, inside, argv, stderr) => {
    expect(command(folderWith(inside), ['audit', ...argv])).toMatchObject({ exitCode: 2, stderr });
  });

  test.each<[string[], (string | undefined)[]]>([
    [['.', '--exclude', 'b'], ['a.yaml', 'stages.json']],
    [['.', '--exclude', '**/*.json', '--exclude', 'b/**'], ['a.yaml']],
    [['--exclude', 'a.yaml', 'b', 'a.yaml'], ['b/d.template']],
    [['*', '--exclude', '*.yaml'], ['b/d.template', 'stages.json']],
  ])('%j leaves files out', (argv, expected) => {
    expect(seen(folderWith(files), ...argv)).toEqual(expected);
  });

  test('a template of a cloud assembly can be left out', () => {
    const artifact = (templateFile: string) => ({ type: 'aws:cloudformation:stack', properties: { templateFile } });
    const folder = folderWith({
      'cdk.out/manifest.json': JSON.stringify({ version: '54.0.0', artifacts: { A: artifact('A.template.json'), B: artifact('B.template.json') } }),
      'cdk.out/A.template.json': JSON.stringify({ Resources: { S: { Type: 'AWS::ApiGateway::Stage' } } }),
      'cdk.out/B.template.json': JSON.stringify({ Resources: { S: { Type: 'AWS::ApiGateway::Stage' } } }),
    });
    expect(seen(folder, 'cdk.out', '--exclude', '**/B.*')).toEqual(['cdk.out/A.template.json']);
  });
});

describe('the table', () => {
  test('is what a person reads', () => {
    const folder = folderWith({ 'shop.yaml': UNENCRYPTED_TEMPLATE, 'ok.yaml': ENCRYPTED, 'later.yaml': UNPROVEN });
    expect(command(folder, ['audit', '.']).stdout).toMatchInlineSnapshot(`
"later.yaml
  line severity verdict      stage                 method setting
  7    warning  UNPROVEN     Prod                  ~1a/GET
       method setting ~1a/GET (GET /a) might cache responses unencrypted
       (CacheDataEncrypted is not set and keeps the value it was created with)
       set Properties.MethodSettings.0.CacheDataEncrypted to true
       ApiCache-CacheEncryptionExplicit[~1a/GET]

shop.yaml
  line severity verdict      stage                 method setting
  7    error    UNENCRYPTED  Prod                  */*
       method setting */* (every method) caches responses unencrypted
       (CacheDataEncrypted is not set and defaults to false)
       set Properties.MethodSettings.0.CacheDataEncrypted to true
       ApiCache-CacheDataEncrypted[*/*]

3 inputs, 3 stages: 1 UNENCRYPTED, 1 UNPROVEN, 2 ENCRYPTED
"
`);
  });

  test('lists compliant settings with --all', () => {
    expect(command(folderWith({ 'ok.yaml': ENCRYPTED }), ['audit', '.', '--all']).stdout).toMatchInlineSnapshot(`
"ok.yaml
  line severity verdict      stage                 method setting
  7             ENCRYPTED    Prod                  */*
       method setting */* (every method) is compliant (CacheDataEncrypted:
       true)

1 input, 1 stage: 1 ENCRYPTED
"
`);
  });

  describe('many equal findings of a stage', () => {
    const settings = (keys: readonly string[], more = '') => keys.map((key) => `        - { HttpMethod: GET, ResourcePath: /~1${key}, CachingEnabled: true${more} }`);
    const stage = (name: string, ...lines: readonly (readonly string[])[]) =>
      `  ${name}:\n    Type: AWS::ApiGateway::Stage\n    Properties:\n      CacheClusterEnabled: true\n      MethodSettings:\n${lines.flat().join('\n')}\n`;
    const five = settings(['a', 'b', 'c', 'd', 'e']);
    const text = `Resources:\n${stage('A', five, settings(['f'], ', CacheDataEncrypted: false'))}${stage('B', five)}${stage('C', settings(['a', 'b', 'c']))}`;
    const heads = (...argv: readonly string[]) => command(folderWith({ 'a.yaml': text }), ['audit', 'a.yaml', ...argv], { columns: 120 }).stdout.split('\n')
      .filter((line) => /^ {2}\d/.test(line)).map((line) => line.replace(/ +/g, ' ').trim());

    test('are one row, each stage and each reason by itself, and few are told one by one', () => {
      expect(heads()).toEqual([
        '7 error UNENCRYPTED A ~1a/GET and 4 more', '12 error UNENCRYPTED A ~1f/GET', '18 error UNENCRYPTED B ~1a/GET and 4 more',
        '28 error UNENCRYPTED C ~1a/GET', '29 error UNENCRYPTED C ~1b/GET', '30 error UNENCRYPTED C ~1c/GET',
      ]);
      const { stdout } = command(folderWith({ 'a.yaml': text }), ['audit', 'a.yaml'], { columns: 120 });
      expect(stdout).toContain('set Properties.MethodSettings.0.CacheDataEncrypted to true and 4 more\n       ApiCache-CacheDataEncrypted[~1a/GET] and 4 more\n');
      expect(stdout).toMatch(/\n1 input, 3 stages: 14 UNENCRYPTED\n$/);
    });

    test('are told one by one with --all', () => {
      expect(heads('--all')).toHaveLength(14);
    });
  });

  test('a faulty key has the verdict of its method setting, and a severity', () => {
    const { stdout } = command(folderWith(), ['audit', '-'], { stdin: listing({ 'a/b/GET': record({ cacheDataEncrypted: true }) }) });
    expect(stdout).toMatch(/\n {7}warning {2}ENCRYPTED {4}prod +a\/b\/GET\n {7}method setting a\/b\/GET has no reliable effect/);
    expect(stdout).toContain('1 ENCRYPTED, 1 faulty key');
  });

  test.each([80, 60, 100])('fits into %i columns', (columns) => {
    const long = UNENCRYPTED_TEMPLATE.replace('Prod', 'P'.repeat(300)).replace("'*'", 'GET').replace("'/*'", `/~1${'orders~1'.repeat(40)}x`);
    const { stdout } = command(folderWith({ 'a.yaml': long }), ['audit', 'a.yaml'], { columns });
    expect(stdout.split('\n').filter((line) => line.length > columns)).toEqual([]);
    expect(stdout.replace(/\s/g, '')).toContain(`/~1${'orders~1'.repeat(40)}x`.slice(1));
  });

  test('is coloured on a terminal alone', () => {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE });
    expect(command(folder, ['audit', 'a.yaml'], { isTerminal: true }).stdout).toContain('\u001b[31merror\u001b[39m    \u001b[31mUNENCRYPTED\u001b[39m  Prod');
    expect(command(folder, ['audit', 'a.yaml']).stdout).not.toContain('\u001b');
  });

  test('lets nobody command the terminal', () => {
    const hostile = JSON.stringify({ Resources: { '\u001b[2J\u202Eevil': { Type: 'AWS::ApiGateway::Stage', Properties: { MethodSettings: '\u001b]0;x\u0007' } } } });
    const { stdout } = command(folderWith({ 'a\u001b[31m.json': hostile }), ['audit', '.', '--all']);
    expect(stdout).not.toMatch(/(?!\n)[\p{Control}\u202E]/u);
    expect(stdout).toContain('\\u001b');
  });
});

describe('formats', () => {
  test.each(['json', 'csv', 'sarif', 'html'])('%s is written to standard output, and into a file that ends so', (format) => {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE });
    const { stdout, stderr } = command(folder, ['audit', 'a.yaml', '--format', format]);
    expect(stderr).toBe('1 input, 1 stage: 1 UNENCRYPTED\n');
    const file = command(folder, ['audit', 'a.yaml', '--output', `report.${format}`]);
    expect(file).toEqual({ exitCode: 1, stdout: '1 input, 1 stage: 1 UNENCRYPTED\n', stderr: '' });
    expect(readFileSync(join(folder, `report.${format}`), 'utf8')).toBe(stdout);
  });

  test('a report says when it was made, of what and in which build', () => {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE, 'b.yaml': `${ENCRYPTED}  X: [`, 'c.json': SOMETHING_ELSE });
    const variables = { CI_PIPELINE_URL: 'https://ci/7', CI_COMMIT_SHA: 'abc' };
    const report = (...argv: readonly string[]) => JSON.parse(command(folder, ['audit', '.', '--format', 'json', ...argv], { variables }).stdout) as Record<string, object>;
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const source = { inputs: [{ name: 'a.yaml', sha256: sha256(UNENCRYPTED_TEMPLATE) }, { name: 'b.yaml', sha256: sha256(`${ENCRYPTED}  X: [`) }], read: 1, notRead: 1 };
    expect(report()).toMatchObject({ generatedAt: '2026-11-22T12:00:00.000Z', source: { ...source, commit: 'abc', pipelineRun: 'https://ci/7' } });
    expect(report('--no-timestamp')).not.toHaveProperty('generatedAt');
    expect(report('--no-timestamp').source).toEqual(source);
  });

  test('what is piped in has a hash, too', () => {
    const { stdout } = command(folderWith(), ['audit', '-', '--format', 'json'], { stdin: ENCRYPTED });
    expect(JSON.parse(stdout)).toMatchObject({ source: { inputs: [{ name: '-', sha256: createHash('sha256').update(ENCRYPTED).digest('hex') }], read: 1, notRead: 0 } });
  });

  test.each([['report.sarif.json', '"$schema"'], ['REPORT.JSON', '"rows"'], ['report.csv.html', '<html']])('%s is named by its last ending', (file, content) => {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE });
    expect(command(folder, ['audit', 'a.yaml', '--output', file])).toMatchObject({ exitCode: 1 });
    expect(readFileSync(join(folder, file), 'utf8')).toContain(content);
  });

  test('any name will do where the format is named', () => {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE });
    expect(command(folder, ['audit', 'a.yaml', '--format', 'csv', '--output', 'report.pdf'])).toMatchObject({ exitCode: 1 });
    expect(readFileSync(join(folder, 'report.pdf'), 'utf8')).toContain('UNENCRYPTED');
  });

  test('a table in a file', () => {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE });
    command(folder, ['audit', 'a.yaml', '--output', 'report.txt'], { isTerminal: true });
    expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toBe(command(folder, ['audit', 'a.yaml']).stdout);
  });

  test('code scanning is told file and line, from the top of the working copy', () => {
    const folder = folderWith({ 'services/a.yaml': UNENCRYPTED_TEMPLATE });
    const { stdout } = command(join(folder, 'services'), ['audit', 'a.yaml', '--format', 'sarif']);
    const [{ results: [{ locations: [{ physicalLocation }] }] }] =
      (JSON.parse(stdout) as { readonly runs: { results: Required<Result>[] }[] }).runs;
    expect(physicalLocation).toEqual({ artifactLocation: { uri: 'services/a.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 7, startColumn: 11 } });
  });
});
