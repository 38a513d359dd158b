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
    [['audit', '--format', 'xml'], "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are table, json, csv, sarif, html."],
    [['audit', '--fail-on', 'info'], 'Allowed choices are error, warning, never.'],
    [['audit', '--output', ''], 'It must not be empty.'],
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
    expect(command(folderWith({ 'a.yaml': 'a: [' }), ['audit', '.'])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('nothing at all', () => {
    expect(command(folderWith(), ['audit'])).toEqual({ exitCode: 0, stdout: '0 inputs, 0 stages\n', stderr: '' });
  });
});

describe('the table', () => {
  test('is what a person reads', () => {
    const folder = folderWith({ 'shop.yaml': UNENCRYPTED_TEMPLATE, 'ok.yaml': ENCRYPTED, 'later.yaml': UNPROVEN });
    expect(command(folder, ['audit', '.']).stdout).toMatchInlineSnapshot(`
"later.yaml
  line verdict      stage                     method setting
  7    UNPROVEN     Prod                      ~1a/GET
       method setting ~1a/GET (GET /a) might cache responses unencrypted
       (CacheDataEncrypted is not set and keeps the value it was created with)
       set Properties.MethodSettings.0.CacheDataEncrypted to true
       ApiCache-CacheEncryptionExplicit[~1a/GET]

shop.yaml
  line verdict      stage                     method setting
  7    UNENCRYPTED  Prod                      */*
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
  line verdict      stage                     method setting
  7    ENCRYPTED    Prod                      */*
       method setting */* (every method) is compliant (CacheDataEncrypted:
       true)

1 input, 1 stage: 1 ENCRYPTED
"
`);
  });

  test.each([80, 60, 100])('fits into %i columns', (columns) => {
    const long = UNENCRYPTED_TEMPLATE.replace('Prod', 'P'.repeat(300)).replace("'*'", 'GET').replace("'/*'", `/~1${'orders~1'.repeat(40)}x`);
    const { stdout } = command(folderWith({ 'a.yaml': long }), ['audit', 'a.yaml'], { columns });
    expect(stdout.split('\n').filter((line) => line.length > columns)).toEqual([]);
    expect(stdout.replace(/\s/g, '')).toContain(`/~1${'orders~1'.repeat(40)}x`.slice(1));
  });

  test('is coloured on a terminal alone', () => {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE });
    expect(command(folder, ['audit', 'a.yaml'], { isTerminal: true }).stdout).toContain('\u001b[31mUNENCRYPTED\u001b[39m');
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
    expect(physicalLocation).toEqual({ artifactLocation: { uri: 'services/a.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 7 } });
  });
});
