import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import type { ApiCacheAuditRow } from '../../../../src';
import { command, folderWith } from '../../../support/command';
import { lineDiff } from '../../../support/line-diff';
import { fixture } from '../../../support/paths';

function audited(folder: string, file: string) {
  const { stdout, stderr, exitCode } = command(folder, ['audit', file, '--format', 'json']);
  const { rows } = JSON.parse(stdout) as { readonly rows: readonly ApiCacheAuditRow[] };
  expect(stderr).not.toContain('error');
  return { exitCode, rows: rows.map(({ methodKey, verdict, sourceLine }) => [methodKey, verdict, sourceLine]) };
}

const textOf = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');

describe('what CloudFormation reads is judged and fixed', () => {
  test.each<[string, (string | number)[][], string[]]>([
    ['duplicate-elsewhere.yaml', [['*/*', 'UNENCRYPTED', 10]],
      ["      MethodSettings: [{ResourcePath: /*, HttpMethod: '*', CachingEnabled: true, CacheDataEncrypted: true}]"]],
    ['flow-brace-low.yaml', [['*/*', 'UNENCRYPTED', 4]], ['      "CacheDataEncrypted": true,']],
    ['flow-close-column-0.yaml', [['~1a/GET', 'UNENCRYPTED', 9]],
      ['        {CachingEnabled: true, ResourcePath: /~1a, HttpMethod: GET, CacheDataEncrypted: true}']],
    ['flow-content-less-indent.yaml', [['~1a/GET', 'UNENCRYPTED', 9]],
      ['   {CachingEnabled: true, ResourcePath: /~1a, HttpMethod: GET, CacheDataEncrypted: true} ]']],
    // Its condition compares "a" with "b": the list is in no stage that can be deployed.
    ['if-flow-multiline.yaml', [['MethodSettings', 'NOT_CACHED', 9]],
      ['        {CachingEnabled: true, ResourcePath: /~1a, HttpMethod: GET, CacheDataEncrypted: true}']],
    ['nested-flow-close-same-indent.yaml', [['~1a/GET', 'UNENCRYPTED', 8]], ['        CacheDataEncrypted: true,']],
    ['quote-low.yaml', [['*/*', 'UNENCRYPTED', 6]],
      ["      MethodSettings: [{ResourcePath: /*, HttpMethod: '*', CachingEnabled: true, CacheDataEncrypted: true}]"]],
    ['two-entries-same-indent.yaml', [['~1a/GET', 'UNENCRYPTED', 8], ['~1b/GET', 'UNENCRYPTED', 10]],
      ['        CacheDataEncrypted: true,', '        CacheDataEncrypted: true,']],
  ])('%s', (file, rows, added) => {
    const text = readFileSync(fixture(join('yaml', file)), 'utf8');
    const folder = folderWith({ [file]: text });
    const isCompliant = rows.every(([_, verdict]) => verdict === 'NOT_CACHED');
    expect(audited(folder, file)).toEqual({ exitCode: isCompliant ? 0 : 1, rows });
    expect(command(folder, ['fix', file])).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`${added.length} flag`) as string });
    const diff = lineDiff(text, textOf(folder, file));
    expect(diff.added).toEqual(added);
    expect(diff.removed.map((line) => line.replace('true}', 'true, CacheDataEncrypted: true}').replace('GET}', 'GET, CacheDataEncrypted: true}')))
      .toEqual(added.filter((line) => line.includes('{')));
    expect(audited(folder, file).exitCode).toBe(0);
  });

  test('each of the files', () => {
    expect(readdirSync(fixture('yaml'))).toHaveLength(8);
  });

  test('a list behind a condition that a deployment decides', () => {
    const text = readFileSync(fixture(join('yaml', 'if-flow-multiline.yaml')), 'utf8').replace('!Equals [a, b]', '!Equals [!Ref AWS::Region, b]');
    const folder = folderWith({ 'a.yaml': text });
    expect(audited(folder, 'a.yaml')).toEqual({ exitCode: 1, rows: [['~1a/GET', 'UNENCRYPTED', 10]] });
    expect(command(folder, ['fix', 'a.yaml'])).toMatchObject({ exitCode: 0 });
    expect(textOf(folder, 'a.yaml')).toBe(text.replace('GET}', 'GET, CacheDataEncrypted: true}'));
  });

  test('a template within a template', () => {
    const indented = readFileSync(fixture(join('yaml', 'two-entries-same-indent.yaml')), 'utf8').replace(/^/gm, '        ').trimEnd();
    const folder = folderWith({ 'a.yaml': `Resources:\n  Set:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      TemplateBody: |\n${indented}\n` });
    expect(audited(folder, 'a.yaml')).toEqual({ exitCode: 1, rows: [['~1a/GET', 'UNENCRYPTED', 5], ['~1b/GET', 'UNENCRYPTED', 5]] });
  });

  test('an anchor in such a place is not changed where others use it', () => {
    const text = readFileSync(fixture(join('yaml', 'flow-close-column-0.yaml')), 'utf8').replace('{Caching', '&x {Caching')
      + '  T:\n    Type: AWS::ApiGateway::Stage\n    Properties: {CacheClusterEnabled: true, MethodSettings: [\n*x]}\n';
    const folder = folderWith({ 'a.yaml': text });
    const { exitCode, stderr } = command(folder, ['fix', 'a.yaml']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('2 flags set');
    expect(textOf(folder, 'a.yaml')).toBe(text.replace('GET}', 'GET, CacheDataEncrypted: true}'));
  });
});

/** A mapping whose keys may be there twice. */
type Pairs = { readonly pairs: readonly (readonly [string, Value])[] };
type Value = Pairs | string | boolean | readonly Value[];

const map = (...pairs: readonly (readonly [string, Value])[]): Pairs => ({ pairs });
const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
const isMap = (value: Value): value is Pairs => typeof value === 'object' && 'pairs' in value;

function json(value: Value): string {
  if (isMap(value)) {
    return `{${value.pairs.map(([key, inner]) => `\n${JSON.stringify(key)}: ${json(inner)}`).join(',')}}`;
  }
  return isList(value) ? `[${value.map(json).join(',')}]` : JSON.stringify(value);
}

function yaml(value: Value, indentation = ''): string {
  if (isMap(value)) {
    return value.pairs.map(([key, inner]) => `\n${indentation}${key}:${yaml(inner, `${indentation}  `)}`).join('');
  }
  return isList(value) ? value.map((item) => `\n${indentation}-${yaml(item, `${indentation}  `)}`).join('') : ` ${JSON.stringify(value)}`;
}

const entry = (...flags: readonly boolean[]) =>
  map(['HttpMethod', '*'], ['ResourcePath', '/*'], ['CachingEnabled', true], ...flags.map((flag) => ['CacheDataEncrypted', flag] as const));
const properties = (...lists: readonly Value[]) => map(['CacheClusterEnabled', true], ...lists.map((list) => ['MethodSettings', list] as const));
const stage = (...all: readonly Value[]) => map(['Type', 'AWS::ApiGateway::Stage'], ...all.map((value) => ['Properties', value] as const));
const resources = (...stages: readonly Value[]) => map(...stages.map((value) => ['S', value] as const));
const template = (...all: readonly Value[]) => map(...all.map((value) => ['Resources', value] as const));

/** Where a key is there twice: of what the flags say, the last counts. */
const DEPTHS: readonly (readonly [string, (first: boolean, last: boolean) => Value])[] = [
  ['Resources', (first, last) => template(resources(stage(properties([entry(first)]))), resources(stage(properties([entry(last)]))))],
  ['a resource', (first, last) => template(resources(stage(properties([entry(first)])), stage(properties([entry(last)]))))],
  ['Properties', (first, last) => template(resources(stage(properties([entry(first)]), properties([entry(last)]))))],
  ['MethodSettings', (first, last) => template(resources(stage(properties([entry(first)], [entry(last)]))))],
  ['CacheDataEncrypted', (first, last) => template(resources(stage(properties([entry(first, last)]))))],
];

describe.each(DEPTHS)('%s is there twice', (_, twice) => {
  describe.each<[string, (value: Value) => string]>([['a.json', json], ['a.yaml', yaml], ['JSON in a.yaml', (value) => `${json(value)} # YAML`]])('%s', (__, write) => {
    test.each([[true, false], [false, true]])('first %s, then %s', (first, last) => {
      const text = write(twice(first, last)).trimStart();
      const folder = folderWith({ 'a.template': text });
      const { exitCode, rows } = audited(folder, 'a.template');
      expect(exitCode).toBe(last ? 0 : 1);
      expect(rows).toEqual([['*/*', last ? 'ENCRYPTED' : 'UNENCRYPTED', expect.any(Number)]]);
      if (!last) {
        expect(rows[0][2]).toBe(text.slice(0, text.lastIndexOf('CacheDataEncrypted')).split('\n').length);
      }
      expect(command(folder, ['fix', 'a.template'])).toMatchObject({ exitCode: 0 });
      const at = text.lastIndexOf(String(last), text.lastIndexOf('CacheDataEncrypted') + 30);
      expect(textOf(folder, 'a.template')).toBe(last ? text : `${text.slice(0, at)}true${text.slice(at + 'false'.length)}`);
      expect(audited(folder, 'a.template').exitCode).toBe(0);
    });
  });
});

test.each<[string, Value, string]>([
  ['a cluster that is switched on last', template(resources(stage(map(['CacheClusterEnabled', false], ['MethodSettings', [entry()]], ['CacheClusterEnabled', true])))), 'UNENCRYPTED'],
  ['a cluster that is switched off last', template(resources(stage(map(['CacheClusterEnabled', true], ['MethodSettings', [entry()]], ['CacheClusterEnabled', false])))), 'DORMANT'],
  ['a type that is a stage last', template(resources(map(['Type', 'AWS::SNS::Topic'], ['Properties', properties([entry()])], ['Type', 'AWS::ApiGateway::Stage']))), 'UNENCRYPTED'],
  ['a condition that holds last', map(
    ['Conditions', map(['C', map(['Fn::Equals', ['a', 'b']])], ['C', map(['Fn::Equals', ['a', 'a']])])],
    ['Resources', resources(stage(properties([map(['Fn::If', ['C', entry(), map(['Ref', 'AWS::NoValue'])]])])))]), 'UNENCRYPTED'],
  ['a template within one', template(resources(map(['Type', 'AWS::CloudFormation::StackSet'],
    ['Properties', map(['TemplateBody', json(template(resources(stage(properties([entry(true)]))), resources(stage(properties([entry(false)])))))])]))), 'UNENCRYPTED'],
])('%s', (_, value, verdict) => {
  for (const write of [json, yaml]) {
    const folder = folderWith({ 'a.template': write(value).trimStart() });
    expect(audited(folder, 'a.template').rows.map(([, found]) => found)).toEqual([verdict]);
  }
});
