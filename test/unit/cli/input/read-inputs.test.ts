import { command, folderWith } from '../../../support/command';

const RECORD = { cachingEnabled: true, cacheTtlInSeconds: 300, cacheDataEncrypted: false };
const STAGE = { deploymentId: 'd', stageName: 'prod', cacheClusterEnabled: true, methodSettings: { '~1orders/GET': RECORD } };
const LISTING = JSON.stringify({ item: [STAGE] });
const YAML = 'item:\n- cacheClusterEnabled: true\n  methodSettings:\n    ~1orders/GET:\n      cacheDataEncrypted: false\n      cachingEnabled: true\n  stageName: prod\n';
const STREAM = YAML.replace(/^/gm, '  ').replace('  item', '- item').trimEnd().concat('\n');
const BODY = { Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'a', CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true }] } } } };
const TEXT = 'Resources:\n  S:\n    Type: AWS::ApiGateway::Stage\n    Properties: {RestApiId: a, CacheClusterEnabled: true, MethodSettings: [{HttpMethod: GET, ResourcePath: /~1orders, CachingEnabled: true}]}\n';
const FIXED = TEXT.replace('CachingEnabled: true}', 'CachingEnabled: true, CacheDataEncrypted: true}');
const ARN = 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod';
const ITEM = { resourceType: 'AWS::ApiGateway::Stage', resourceId: ARN, configurationStateId: '1', configuration: STAGE };

const inUtf16 = (text: string) => Buffer.concat([Buffer.from([0xFF, 0xFE]), Buffer.from(text, 'utf16le')]);
const inUtf16BigEndian = (text: string) => inUtf16(text).swap16();

/** Where unencrypted method settings are found, the exit code, and what is said on the way. */
function audited(content: string | Uint8Array, input = 'a.json') {
  const folder = folderWith({ 'in/a.json': content });
  const { stdout, stderr, exitCode } = command(folder, ['audit', input === '-' ? '-' : `in/${input}`, '--format', 'json'], { stdin: content });
  const { rows } = JSON.parse(stdout) as { readonly rows: readonly { readonly methodKey: string; readonly verdict: string }[] };
  return { exitCode, rows: rows.map(({ methodKey, verdict }) => `${methodKey} ${verdict}`), stderr };
}

const ONE = ['~1orders/GET UNENCRYPTED'];
const TWO = [...ONE, ...ONE];

describe.each(['a.json', '', '-'])('as %j', (input) => {
  test.each<[string, string | Uint8Array, readonly string[]]>([
    ['listings in a row', `${JSON.stringify(JSON.parse(LISTING), undefined, 4)}\n`.repeat(2), TWO],
    ['lines of JSON', `${LISTING}\n${LISTING}\n`, TWO],
    ['jq -s', `[${LISTING},${LISTING}]`, TWO],
    ['by API', `{"abc123":${LISTING},"def456":${LISTING}}`, TWO],
    ['by API, one line each', `{"abc123":${LISTING}}\n{"def456":${LISTING}}\n`, TWO],
    ['--output yaml', YAML, ONE],
    ['--output yaml, one after the other', YAML + YAML, TWO],
    ['--output yaml between marks', `---\n${YAML}---\n${YAML}`, TWO],
    ['--output yaml-stream', STREAM, ONE],
    ['--output yaml-stream, one after the other', STREAM + STREAM, TWO],
    ['PowerShell', '{"Item": [{"StageName": "prod", "CacheClusterEnabled": true, "MethodSettings": {"~1orders/GET": {"CachingEnabled": true, "CacheDataEncrypted": false}}}]}', ONE],
    ['Windows PowerShell writes UTF-16', inUtf16(LISTING), ONE],
    ['the same in the other order', inUtf16BigEndian(LISTING), ONE],
    ['get-template with an object', JSON.stringify({ TemplateBody: BODY, StagesAvailable: ['Original'] }), ONE],
    ['get-template with a text', JSON.stringify({ TemplateBody: TEXT, StagesAvailable: ['Original'] }), ONE],
    ['get-template with a text in JSON', JSON.stringify({ TemplateBody: JSON.stringify(BODY) }), ONE],
    ['get-template --output yaml', `StagesAvailable:\n- Original\nTemplateBody: |\n  ${TEXT.trimEnd().replaceAll('\n', '\n  ')}\n`, ONE],
    ['get-template --query TemplateBody', JSON.stringify(TEXT), ONE],
    ['describe-stack-set', JSON.stringify({ StackSet: { StackSetName: 's', TemplateBody: TEXT } }), ONE],
    ['several answers of get-template', `${JSON.stringify({ TemplateBody: BODY })}\n${JSON.stringify({ TemplateBody: TEXT })}`, TWO],
    ['templates in a row', `${JSON.stringify(BODY)}\n${JSON.stringify(BODY)}`, TWO],
    ['a template and a listing', `${JSON.stringify(BODY)}\n${LISTING}`, TWO],
    ['templates between marks', `${TEXT}---\n${TEXT}`, TWO],
    ['items of AWS Config in lines', `${JSON.stringify(ITEM)}\n${JSON.stringify({ ...ITEM, resourceId: `${ARN}2` })}\n`, TWO],
  ])('%s', (_, content, rows) => {
    expect(audited(content, input)).toMatchObject({ exitCode: 1, rows });
  });

  test('a history goes on in the next document', () => {
    const encrypted = { ...ITEM, configurationStateId: '2', configuration: { ...STAGE, methodSettings: { '~1orders/GET': { ...RECORD, cacheDataEncrypted: true } } } };
    expect(audited(`${JSON.stringify(ITEM)}\n${JSON.stringify(encrypted)}\n`, input)).toMatchObject({ exitCode: 0, rows: ['~1orders/GET ENCRYPTED'] });
  });

  test('what may be left out is said aloud', () => {
    const result = JSON.stringify({ resourceId: ARN, configuration: { ...STAGE, methodSettings: {} } });
    const { exitCode, stderr } = audited(JSON.stringify({ Results: [result], QueryInfo: { SelectFields: [{ Name: 'configuration' }] } }), input);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^warning: .*: results of an AWS Config advanced query may leave out fields that are false; to see every field, list the items with aws configservice batch-get-resource-config\n/);
  });

  test.each<[string, string | Uint8Array, string]>([
    ['a listing with something else after it', `${LISTING}\n{"methodSettings": 7}`, ':2: not a CloudFormation or AWS SAM template, and not a listing of stages in a known format'],
    ['a listing with a broken text after it', `${YAML}---\nmethodSettings: [\n`, ''],
    ['a list of which one is no stage', `[${LISTING}, 7]`, 'entry 2 of the listing is not recognized as a stage'],
    ['an answer with a broken template', JSON.stringify({ TemplateBody: `${TEXT}  : [` }), ' of its template'],
    ['a template in UTF-16, which CloudFormation does not take', inUtf16(TEXT), 'encoded in UTF-16 instead of UTF-8'],
    ['half a character too much', Buffer.concat([inUtf16(LISTING), Buffer.from('\n')]), ''],
  ])('cannot be read, and is no pass: %s', (_, content, because) => {
    const { exitCode, rows, stderr } = audited(content, input);
    expect(exitCode).toBe(2);
    expect(rows).toContain('MethodSettings UNRESOLVED');
    expect(stderr).toContain(because);
  });
});

test('stages that nobody can tell apart are counted all the same', () => {
  expect(command(folderWith(), ['audit', '-'], { stdin: LISTING + LISTING }).stdout).toContain('1 input, 2 stages: 2 UNENCRYPTED');
});

test('every line is that of the file', () => {
  const folder = folderWith({ 'a.yaml': `${TEXT}---\n${TEXT}`, 'b.json': JSON.stringify({ TemplateBody: BODY }) });
  const { stdout } = command(folder, ['audit', 'a.yaml', 'b.json', '--format', 'json']);
  const { rows } = JSON.parse(stdout) as { readonly rows: readonly { readonly templateFile: string; readonly sourceLine?: number }[] };
  // The lines of an answer are not those of its template.
  expect(rows.map(({ templateFile, sourceLine }) => [templateFile, sourceLine])).toEqual([['a.yaml', 4], ['a.yaml', 9], ['b.json', undefined]]);
});

describe('fix', () => {
  test('of an answer in a pipe, prints its template, fixed', () => {
    const { stdout, exitCode } = command(folderWith(), ['fix', '-'], { stdin: JSON.stringify({ TemplateBody: TEXT }) });
    expect({ stdout, exitCode }).toEqual({ stdout: FIXED, exitCode: 0 });
    const object = command(folderWith(), ['fix', '-'], { stdin: JSON.stringify({ TemplateBody: BODY }) });
    expect(JSON.parse(object.stdout)).toEqual(JSON.parse(JSON.stringify(BODY).replace('"CachingEnabled":true', '"CachingEnabled":true,"CacheDataEncrypted":true')));
  });

  test.each([
    ['an answer', JSON.stringify({ TemplateBody: TEXT }), 'is an answer of AWS CloudFormation'],
    ['several documents', `${TEXT}---\n${TEXT}`, 'holds several documents'],
  ])('%s in a file stays as it is, and says so', (_, content, because) => {
    const folder = folderWith({ 'a.yaml': content });
    const { stderr, exitCode } = command(folder, ['fix', 'a.yaml']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`a.yaml: not changed, because it ${because}: save the template in a file of its own`);
    expect(command(folder, ['audit', 'a.yaml'])).toMatchObject({ exitCode: 1 });
  });

  test('several documents in a pipe are not put together again', () => {
    expect(command(folderWith(), ['fix', '-'], { stdin: `${TEXT}---\n${TEXT}` })).toMatchObject({ exitCode: 1, stdout: '' });
  });
});
