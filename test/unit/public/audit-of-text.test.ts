import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ApiCacheAudit, ApiCacheAuditRow } from '../../../src/index';
import { MAX_BYTES } from '../../../src/template-text/decoded-text';
import { command, folderWith } from '../../support/command';
import { fixture } from '../../support/paths';
import { listing, record, UNENCRYPTED_TEMPLATE } from '../../support/templates';

const SHORT = `Parameters: { Flag: { Type: String, AllowedValues: ['true', 'false'] } }\nConditions: { IsOn: !Equals [!Ref Flag, 'true'] }\n${UNENCRYPTED_TEMPLATE
  .replace('true # for the shop', '!If [IsOn, true, false]')}`;
const LONG = JSON.stringify({
  Parameters: { Flag: { Type: 'String', AllowedValues: ['true', 'false'] } },
  Conditions: { IsOn: { 'Fn::Equals': [{ Ref: 'Flag' }, 'true'] } },
  Resources: {
    Prod: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: { 'Fn::If': ['IsOn', true, false] } }] },
    },
  },
});
const LISTING = listing({ '*/*': record() });

const METHODS = { ofTemplateText: ApiCacheAudit.ofTemplateText, ofStagesText: ApiCacheAudit.ofStagesText } as const;
type Method = keyof typeof METHODS;

/** What is thrown; nothing if nothing is. */
function thrown(method: Method, text: unknown, fileName?: unknown): string | undefined {
  try {
    METHODS[method](text as string, { fileName: fileName as string });
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return (error as Error).message;
  }
}

/** As JSON has them, in the order of a report. */
const rowsOf = (audit: ApiCacheAudit) => (JSON.parse(audit.toJson()) as { readonly rows: readonly ApiCacheAuditRow[] }).rows;

describe('of the text of a template', () => {
  test('short forms and JSON say what the parsed template says', () => {
    const expected = ApiCacheAudit.ofTemplate(JSON.parse(LONG));
    expect(expected.rows).toMatchObject([{ verdict: 'UNENCRYPTED', when: 'condition IsOn is true' }]);
    expect(ApiCacheAudit.ofTemplateText(LONG)).toEqual(expected);
    expect(ApiCacheAudit.ofTemplateText(SHORT)).toEqual(expected);
  });

  test('rows name the file and its lines, if it is named', () => {
    const [row] = ApiCacheAudit.ofTemplateText(SHORT, { fileName: 'templates/shop.yaml' }).rows;
    expect(row).toMatchObject({ templateFile: 'templates/shop.yaml', sourceFile: 'templates/shop.yaml', sourceLine: 9, sourceColumn: 11 });
    const [unnamed] = ApiCacheAudit.ofTemplateText(SHORT).rows;
    expect(Object.keys(unnamed)).toEqual(Object.keys(row).filter((name) => name !== 'templateFile' && !name.startsWith('source')));
    expect(unnamed).toEqual({ ...row, templateFile: undefined, sourceFile: undefined, sourceLine: undefined, sourceColumn: undefined });
  });

  test.each([[undefined], [null], [{}], [{ fileName: null }]])('takes %p for no name', (props) => {
    expect(ApiCacheAudit.ofTemplateText(SHORT, props as never)).toEqual(ApiCacheAudit.ofTemplateText(SHORT));
  });

  test('of a key that is written twice, the last counts', () => {
    const encrypted = SHORT.replace('CachingEnabled', 'CacheDataEncrypted: false\n          CacheDataEncrypted: true\n          CachingEnabled');
    expect(ApiCacheAudit.ofTemplateText(encrypted).verdict).toBe('ENCRYPTED');
    const twice = LONG.replace('"CachingEnabled"', '"CacheDataEncrypted":true,"CacheDataEncrypted":false,"CachingEnabled"');
    expect(ApiCacheAudit.ofTemplateText(twice).verdict).toBe('UNENCRYPTED');
  });

  test('the lines of a template that is embedded are those of the resource with it', () => {
    const outer = `Resources:\n  Nested:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      TemplateBody: |\n        ${SHORT.replaceAll('\n', '\n        ')}\n`;
    expect(ApiCacheAudit.ofTemplateText(outer, { fileName: 'a.yaml' }).rows).toMatchObject([{ logicalId: 'Nested/Prod', verdict: 'UNENCRYPTED', sourceLine: 5 }]);
  });

  test('several templates in one text are all judged, with the lines of the text', () => {
    const { rows } = ApiCacheAudit.ofTemplateText(`${UNENCRYPTED_TEMPLATE}---\n${UNENCRYPTED_TEMPLATE}`, { fileName: 'a.yaml' });
    expect(rows.map(({ sourceLine, sourceColumn }) => [sourceLine, sourceColumn])).toEqual([[7, 11], [17, 11]]);
  });

  test('a template that says nothing of stages has no rows', () => {
    expect(ApiCacheAudit.ofTemplateText('Resources: {}')).toMatchObject({ rows: [], verdict: 'NOT_CACHED' });
    expect(ApiCacheAudit.ofTemplateText('{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}').rows).toEqual([]);
  });
});

describe('of the text of a listing', () => {
  test('says what the parsed listing says, and names the file', () => {
    const expected = ApiCacheAudit.ofStages(JSON.parse(LISTING));
    expect(expected.verdict).toBe('UNENCRYPTED');
    expect(ApiCacheAudit.ofStagesText(LISTING)).toEqual(expected);
    expect(ApiCacheAudit.ofStagesText(LISTING, { fileName: 'stages.json' }).rows).toEqual(expected.rows.map((row) => ({ ...row, templateFile: 'stages.json' })));
  });

  test('JSON Lines, documents and outputs in a row are one listing', () => {
    const line = JSON.stringify(JSON.parse(LISTING));
    const yaml = 'item:\n- stageName: prod\n  cacheClusterEnabled: true\n  methodSettings: { "*/*": { cachingEnabled: true, cacheDataEncrypted: false } }\n';
    [`${line}\n${line}\n`, `[${line},${line}]`, `${yaml}---\n${yaml}`, yaml + yaml]
      .forEach((text) => expect(ApiCacheAudit.ofStagesText(text).rows.map(({ verdict }) => verdict)).toEqual(['UNENCRYPTED', 'UNENCRYPTED']));
  });

  test('what could not be read when it was saved has a row, parsed or not', () => {
    const saved = { schemaVersion: 1, takenAt: '2026-11-22', caller: 'me', regions: [{ accountId: '111111111111', region: 'eu-west-1', apis: [], error: 'access denied' }] };
    const { rows } = ApiCacheAudit.ofStagesText(JSON.stringify(saved));
    expect(rows).toMatchObject([{ verdict: 'UNRESOLVED', region: 'eu-west-1', message: expect.stringContaining('access denied') as string }]);
    expect(ApiCacheAudit.ofStages(saved).rows).toEqual(rows);
  });
});

test('a listing in JSON may be longer than a template', () => {
  const [row, ...more] = ApiCacheAudit.ofStagesText(LISTING.replace('{', `{${' '.repeat(MAX_BYTES)}`)).rows;
  expect(more).toEqual([]);
  expect(row).toEqual(ApiCacheAudit.ofStagesText(LISTING).rows[0]);
});

describe('says what the command line says', () => {
  const FILES = ['templates', 'yaml', 'listings', 'sources'].flatMap((folder) => readdirSync(fixture(folder)).map((name) => join(folder, name)));
  /** What each method says of a text that its counterpart reads. */
  const refusals: Readonly<Record<Method, string>> = { ofTemplateText: 'it is a listing of deployed stages', ofStagesText: 'it is a template' };

  test.each(FILES)('of %s', (path) => {
    const text = readFileSync(fixture(path), 'utf8');
    const { stdout, stderr, exitCode } = command(folderWith({ 'a.file': text }), ['audit', 'a.file', '--format', 'json']);
    const { rows } = JSON.parse(stdout) as { readonly rows: readonly ApiCacheAuditRow[] };
    const methods = Object.keys(METHODS) as Method[];
    if (exitCode === 2) {
      const [, because] = /^error: a\.file(?::\d+)?: (.*)$/m.exec(stderr)!;
      methods.forEach((method) => expect(thrown(method, text)).toContain(because));
      return;
    }
    const [reading, ...more] = methods.filter((method) => thrown(method, text) === undefined);
    expect(more).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rowsOf(METHODS[reading](text, { fileName: 'a.file' }))).toEqual(rows);
    const refusing = methods.find((method) => method !== reading)!;
    expect(thrown(refusing, text)).toContain(refusals[refusing]);
  });

  test('files of each kind are among them', () => {
    expect(FILES.length).toBeGreaterThan(30);
  });
});

describe('what is neither says what was expected, and where', () => {
  const TEMPLATE = 'text must be a CloudFormation or AWS SAM template in JSON or YAML; ';
  const STAGES = 'text must be the output of aws apigateway get-stages or another listing of deployed stages, in JSON or YAML; ';
  const bomb = ['a0: &a0 x', ...Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`)].join('\n');
  const NEITHER = 'not a CloudFormation or AWS SAM template, and not a listing of stages in a known format';

  test.each<[string, string, string]>([
    ['a text that is neither JSON nor YAML', 'Resources:\n  A: [\n', 'line 3, column 1: '],
    ['JSON that ends too early', '{"Resources": {\n "A": ', 'line 2, column '],
    ['prose', 'Dear all,\nnothing to see here', `line 1, column 1: ${NEITHER}`],
    ['nothing', '', 'line 1, column 1: the document is empty'],
    ['nothing but spaces', ' \n\t\n', 'line 1, column 1: '],
    ['something else', '{"a": 1}', `line 1, column 1: ${NEITHER}`],
    ['something else in JSON', '[1, 2]', `line 1, column 1: ${NEITHER}`],
    ['something else behind a template', `${UNENCRYPTED_TEMPLATE}---\na: 1\n`, `line 11, column 1: ${NEITHER}`],
    ['half of a document behind another one', `${UNENCRYPTED_TEMPLATE}---\n{ a: *b }\n`, 'line 11, column 6: alias *b has no preceding anchor'],
    ['an alias bomb', `Resources: {}\n${bomb}\n`, 'line 8, column 9: aliases expand to more than 1000000 values'],
    ['a loop of aliases', 'Resources: &a\n  A: *a\n', 'line 2, column 6: alias *a refers to itself'],
    ['a hundred megabytes', '#'.repeat(100_000_000), `line 1, column 1: longer than ${MAX_BYTES} bytes`],
    ['a hundred megabytes of brackets', '['.repeat(100_000_000), `line 1, column 1: longer than ${MAX_BYTES} bytes`],
    ['eighteen megabytes of JSON', `[${'{},'.repeat(6_000_000)}0]`, `line 1, column 1: longer than ${MAX_BYTES} bytes`],
    ['half a character', 'Resources:\n  A: "\uD800"\n', 'line 2, column 7: contains an unpaired surrogate'],
    ['a program', 'Resources:\n  A: \u0000\n', 'line 2, column 6: contains control characters and might be a binary file'],
    ['another tag', 'Resources:\n  A: !!python/object x\n', 'line 2, column '],
    ['an answer with half a template', `{"TemplateBody": ${JSON.stringify('Resources:\n  A: [\n')}}`, 'in line 3 of its template'],
  ])('%s', (_, text, at) => {
    expect(thrown('ofTemplateText', text)).toMatch(new RegExp(`^${TEMPLATE.replace('.', '\\.')}line `));
    expect(thrown('ofTemplateText', text)).toContain(at);
    expect(thrown('ofTemplateText', text)).not.toMatch(/[\n.]$|\n/);
    expect(thrown('ofStagesText', text)).toMatch(/^text must be the output of aws apigateway get-stages or another listing of deployed stages, in JSON or YAML; line /);
  });

  test.each<[string, string, string]>([
    ['no Resources', 'AWSTemplateFormatVersion: "2010-09-09"\n', 'line 1, column 1: it has no Resources'],
    ['empty Resources', 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n', 'line 2, column 1: it has no Resources'],
    ['Resources that are a list', 'AWSTemplateFormatVersion: "2010-09-09"\nResources: []\n', 'line 2, column 1: Resources is not a mapping'],
    ['an answer without Resources', '{"TemplateBody": {"AWSTemplateFormatVersion": "2010-09-09"}}', 'line 1, column 1: it has no Resources'],
    ['a listing', LISTING, 'line 1, column 1: it is a listing of deployed stages'],
    ['a listing behind a template', `${LONG}\n${LISTING}`, 'line 2, column 1: it is a listing of deployed stages'],
    ['a template that is too long', JSON.stringify({ Resources: {}, Description: 'x'.repeat(MAX_BYTES) }), `line 1, column 1: longer than ${MAX_BYTES} bytes`],
  ])('as a template: %s', (_, text, because) => {
    expect(thrown('ofTemplateText', text)).toBe(`${TEMPLATE}${because}`);
  });

  test.each<[string, string, string]>([
    ['a template', UNENCRYPTED_TEMPLATE, 'line 1, column 1: it is a template'],
    ['a template behind a listing', `${LISTING}\n${LONG}`, `line ${LISTING.split('\n').length + 1}, column 1: it is a template`],
    ['an entry that is no stage', `[${LISTING}, 7]`, 'line 1, column 1: entry 2 of the listing is not recognized as a stage'],
    ['results of a query without what matters', '{"Results": [], "QueryInfo": {}}', 'line 1, column 1: the listing is incomplete: results of '],
  ])('as a listing: %s', (_, text, because) => {
    expect(thrown('ofStagesText', text)).toContain(`${STAGES}${because}`);
  });

  test('the name of the file takes the place of "text"', () => {
    expect(thrown('ofTemplateText', '{', 'shop.json')).toMatch(/^shop\.json must be a CloudFormation or AWS SAM template in JSON or YAML; line 1, column 2: /);
  });

  test.each([[undefined, 'undefined'], [null, 'null'], [7, '7'], [{ Resources: {} }, '{"Resources":{}}']])('%p is no text', (text, shown) => {
    (Object.keys(METHODS) as Method[]).forEach((method) => expect(thrown(method, text)).toBe(`text must be a string, got ${shown}`));
  });

  test('a name is a text', () => {
    expect(thrown('ofTemplateText', SHORT, '')).toBe('fileName must be a non-empty string, got ""');
    expect(thrown('ofStagesText', LISTING, 7)).toBe('fileName must be a non-empty string, got 7');
  });
});
