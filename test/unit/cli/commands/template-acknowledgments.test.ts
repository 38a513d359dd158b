import { readFileSync } from 'fs';
import { join } from 'path';
import { command, folderWith, World } from '../../../support/command';
import { UNENCRYPTED_TEMPLATE } from '../../../support/templates';

interface Row {
  readonly status: string;
  readonly logicalId: string;
  readonly acknowledgment?: object;
}

const ID = 'ApiCache-CacheDataEncrypted[*/*]';
const OTHER = UNENCRYPTED_TEMPLATE.replace('Resources:\n', '').replace('Prod', 'Test');
const section = (entries: readonly object[]) => `cdk-encrypt-api-cache: ${JSON.stringify({ acknowledge: entries })}`;
const ofTemplate = (...entries: readonly object[]) => `Metadata:\n  ${section(entries)}\n${UNENCRYPTED_TEMPLATE}${OTHER}`;
const ofResource = (...entries: readonly object[]) => `${UNENCRYPTED_TEMPLATE.replace('    Type', `    Metadata:\n      ${section(entries)}\n    Type`)}${OTHER}`;

function audited(template: string, files: Readonly<Record<string, string>> = {}, argv: readonly string[] = [], world: World = {}) {
  const folder = folderWith({ 'a.yaml': template, ...files });
  const { stdout, stderr, exitCode } = command(folder, ['audit', 'a.yaml', '--format', 'json', ...argv], world);
  const { rows } = JSON.parse(stdout) as { readonly rows: readonly Row[] };
  return {
    exitCode,
    acknowledged: rows.filter(({ status }) => status === 'ACKNOWLEDGED').map(({ logicalId }) => logicalId),
    warnings: stderr.split('\n').filter((line) => line.startsWith('warning: ')).map((line) => line.slice('warning: '.length)),
    rows,
  };
}

const entry = (more: object = {}) => ({ id: ID, reason: 'public prices', ...more });

test.each<[string, string, string[], string[]]>([
  ['a template, for each of its resources', ofTemplate(entry()), ['Prod', 'Test'], []],
  ['a template, for a stage', ofTemplate(entry({ stage: 'Test' })), ['Test'], []],
  ['a template, with the name of the pack', ofTemplate(entry({ id: `ApiCache::${ID}` })), ['Prod', 'Test'], []],
  ['a whole rule', ofTemplate(entry({ id: 'ApiCache-CacheDataEncrypted' })), ['Prod', 'Test'], []],
  ['a resource, for itself', ofResource(entry()), ['Prod'], []],
  ['on its last day', ofResource(entry({ until: '2026-11-22' })), ['Prod'], []],
  ['a day later', ofResource(entry({ until: '2026-11-21' })), [], [`a.yaml:4: the acknowledgment of ${ID} expired (valid until 2026-11-21)`]],
  ['what is not found', ofTemplate(entry(), entry({ id: 'ApiCache-DormantCacheEncrypted' })), ['Prod', 'Test'], ['a.yaml:2: the acknowledgment of ApiCache-DormantCacheEncrypted matches no finding']],
  ['what is found at another resource', ofResource(entry({ stage: 'Test' })), [], [`a.yaml:4: the acknowledgment of ${ID} matches no finding`]],
  ['no reason', ofResource({ id: ID }), [], ['a.yaml:4: entry 1 of acknowledge: reason must be a non-empty string, got undefined']],
  ['one mistake among others', ofTemplate(entry(), entry({ until: 'never' })), [], ['a.yaml:2: entry 2 of acknowledge: until must be a date such as 2027-01-31, got "never"']],
  ['a field that it does not have', ofTemplate(entry({ file: 'a.yaml' })), [], ['a.yaml:2: entry 1 of acknowledge: unknown field "file", expected one of id, reason, stage, until']],
  ['another word', ofTemplate(entry()).replace('acknowledge', 'acknowledgments'), [], ['a.yaml:2: cdk-encrypt-api-cache must contain a list named acknowledge and nothing else']],
])('acknowledged by %s', (_, template, acknowledged, warnings) => {
  const ran = audited(template);
  expect({ acknowledged: ran.acknowledged, warnings: ran.warnings }).toEqual({ acknowledged, warnings });
  expect(ran.exitCode).toBe(acknowledged.length === 2 ? 0 : 1);
});

test('the row has the acknowledgment, and the template as its file', () => {
  const { rows: [row] } = audited(ofResource(entry({ until: '2027-01-31' })));
  expect(row.acknowledgment).toEqual({ id: ID, reason: 'public prices', constructPath: '', file: 'a.yaml', until: '2027-01-31' });
});

test('of a template in JSON, and of one that is piped', () => {
  const template = JSON.stringify({
    Metadata: { 'cdk-encrypt-api-cache': { acknowledge: [entry()] } },
    Resources: { Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }] } } },
  });
  expect(audited(template)).toMatchObject({ exitCode: 0, acknowledged: ['Prod'] });
  expect(command(folderWith(), ['audit', '-'], { stdin: template })).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 acknowledged') as string });
});

test('a stage of a template within the resource', () => {
  const inner = UNENCRYPTED_TEMPLATE.replace(/^(?=.)/gm, '        ');
  const template = `Resources:\n  Set:\n    Type: AWS::CloudFormation::StackSet\n    Metadata: {${section([entry()])}}\n    Properties:\n      TemplateBody: |\n${inner}`;
  expect(audited(template)).toMatchObject({ exitCode: 0, acknowledged: ['Set/Prod'], warnings: [] });
});

test('an acknowledgment file comes first, and neither is unused where both acknowledge', () => {
  const file = { 'list.yaml': JSON.stringify({ acknowledgments: [entry({ reason: 'of the file' })] }) };
  const { rows, warnings } = audited(ofResource(entry()), file, ['--acknowledge', 'list.yaml']);
  expect(rows.map(({ acknowledgment }) => acknowledgment)).toEqual([expect.objectContaining({ reason: 'of the file' }), expect.objectContaining({ reason: 'of the file' })]);
  expect(warnings).toEqual([]);
});

test('fix leaves alone what is acknowledged, and says so no more than audit', () => {
  const folder = folderWith({ 'a.yaml': ofResource(entry(), entry({ id: 'ApiCache-DormantCacheEncrypted' })) });
  const { exitCode, stderr } = command(folder, ['fix', 'a.yaml']);
  expect(exitCode).toBe(0);
  expect(stderr.match(/warning: .*/g)).toEqual(['warning: a.yaml:4: the acknowledgment of ApiCache-DormantCacheEncrypted matches no finding']);
  const text = readFileSync(join(folder, 'a.yaml'), 'utf8');
  expect(text.match(/CacheDataEncrypted: true/g)).toHaveLength(1);
  expect(text.indexOf('CacheDataEncrypted: true')).toBeGreaterThan(text.indexOf('Test:'));
});

describe('what other tools are told to pass over', () => {
  const beside = (metadata: object) => UNENCRYPTED_TEMPLATE.replace('    Type', `    Metadata: ${JSON.stringify(metadata)}\n    Type`);
  const told = (tool: string, id: string) => [`a.yaml:3: ${tool} is told to suppress ${id} for Prod, which does not acknowledge its findings here; Metadata.cdk-encrypt-api-cache does`];

  test.each<[string, object, string[]]>([
    ['cfn_nag', { cfn_nag: { rules_to_suppress: [{ id: 'W59', reason: 'a' }, { id: 'W87', reason: 'b' }] } }, told('cfn_nag', 'W87')],
    ['Guard', { guard: { SuppressedRules: ['API_GW_CACHE_ENABLED_AND_ENCRYPTED'] } }, told('Guard', 'API_GW_CACHE_ENABLED_AND_ENCRYPTED')],
    ['Guard with our rules', { guard: { SuppressedRules: ['api_cache_encrypted_in_stages', 'api_cache_encrypted_in_globals'] } }, told('Guard', 'api_cache_encrypted_in_stages')],
    ['rules about something else', { cfn_nag: { rules_to_suppress: [{ id: 'W59' }] }, guard: { SuppressedRules: ['S3_BUCKET_LOGGING_ENABLED'] } }, []],
    ['nothing that can be read', { cfn_nag: { rules_to_suppress: 'W87' }, guard: ['API_GW_CACHE_ENABLED_AND_ENCRYPTED'] }, []],
  ])('%s', (_, metadata, warnings) => {
    expect(audited(beside(metadata)).warnings).toEqual(warnings);
  });

  test('nothing where there is no finding, or it is acknowledged', () => {
    const nag = { cfn_nag: { rules_to_suppress: [{ id: 'W87', reason: 'b' }] } };
    expect(audited(beside(nag).replace('CachingEnabled: true', 'CachingEnabled: false')).warnings).toEqual([]);
    expect(audited(beside({ ...nag, 'cdk-encrypt-api-cache': { acknowledge: [entry()] } })).warnings).toEqual([]);
    const folder = folderWith({ 'a.yaml': beside(nag) });
    expect(command(folder, ['fix', 'a.yaml']).stderr).not.toContain('warning');
  });
});
