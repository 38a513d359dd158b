import { command, folderWith, World } from '../../../support/command';
import { UNENCRYPTED_TEMPLATE, listing, record, UNPROVEN } from '../../../support/templates';

interface Row {
  readonly status: string;
  readonly methodKey: string;
  readonly acknowledgment?: object;
}

const ID = 'ApiCache-CacheDataEncrypted[*/*]';

function audited(acknowledgments: string, files: Readonly<Record<string, string>> = { 'a.yaml': UNENCRYPTED_TEMPLATE }, world: World = {}): { readonly rows: readonly Row[]; readonly stderr: string; readonly exitCode: number } {
  const folder = folderWith(Object.fromEntries([...Object.entries(files).map(([name, text]) => [`t/${name}`, text]), ['acknowledgments.yaml', acknowledgments]]));
  const { stdout, stderr, exitCode } = command(folder, ['audit', 't', '--acknowledge', 'acknowledgments.yaml', '--format', 'json', '--fail-on', 'warning'], world);
  return { rows: stdout === '' ? [] : (JSON.parse(stdout) as { readonly rows: readonly Row[] }).rows, stderr, exitCode };
}

const file = (entry: object) => JSON.stringify({ acknowledgments: [{ id: ID, reason: 'public prices', ...entry }] });

test.each<[string, object, number]>([
  ['a finding', {}, 0],
  ['with the name of the pack', { id: `ApiCache::${ID}` }, 0],
  ['a finding as CDK spells its key', { id: 'ApiCache-CacheDataEncrypted[/*/*]' }, 0],
  ['a whole rule', { id: 'ApiCache-CacheDataEncrypted' }, 0],
  ['another rule', { id: 'ApiCache-DormantCacheEncrypted' }, 1],
  ['another key', { id: 'ApiCache-CacheDataEncrypted[~1a/GET]' }, 1],
  ['of its file', { file: 't/a.yaml' }, 0],
  ['of such files', { file: 't/**/*.yaml' }, 0],
  ['of another file', { file: 'b.yaml' }, 1],
  ['of its stage', { stage: 'Prod' }, 0],
  ['of another stage', { stage: 'Test' }, 1],
  ['on its last day', { until: '2026-11-22' }, 0],
  ['a day later', { until: '2026-11-21' }, 1],
])('acknowledged: %s', (_, entry, exitCode) => {
  const { rows, exitCode: ended, stderr } = audited(file(entry));
  expect(ended).toBe(exitCode);
  expect(rows).toMatchObject([{ status: exitCode === 0 ? 'ACKNOWLEDGED' : 'NON_COMPLIANT' }]);
  expect(stderr.includes('warning: ')).toBe(exitCode === 1);
});

test('the row has the acknowledgment, its reason and its end', () => {
  expect(audited(file({ until: '2027-01-31' })).rows[0].acknowledgment).toEqual({ id: ID, reason: 'public prices', constructPath: '', file: 'acknowledgments.yaml', until: '2027-01-31' });
});

test('a finding of a deployed stage, by its ARN', () => {
  const arn = 'arn:aws:apigateway:eu-west-1::/restapis/abc/stages/prod';
  const item = JSON.stringify({ resourceType: 'AWS::ApiGateway::Stage', resourceId: arn, configuration: JSON.stringify({ stageName: 'prod', cacheClusterEnabled: true, methodSettings: { '*/*': record() } }) });
  expect(audited(file({ stage: arn }), { 'item.json': item })).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('warning') as string });
  expect(audited(file({ stage: arn }), { 'listing.json': listing({ '*/*': record() }) })).toMatchObject({ exitCode: 1 });
});

test('warns about acknowledgments that acknowledge nothing', () => {
  const two = JSON.stringify({ acknowledgments: [{ id: ID, reason: 'a', until: '2026-01-01' }, { id: 'ApiCache-DormantCacheEncrypted', reason: 'b' }] });
  expect(audited(two).stderr).toContain(`warning: the acknowledgment of ${ID} expired (valid until 2026-01-01)\nwarning: the acknowledgment of ApiCache-DormantCacheEncrypted matches no finding\n`);
});

test('in YAML, as people write it', () => {
  const text = `acknowledgments:\n  # until the new cluster\n  - id: ${ID}\n    reason: >-\n      public\n      prices\n    until: 2026-12-31\n`;
  expect(audited(text).exitCode).toBe(0);
});

test('a finding of another rule at the same key stays', () => {
  const acknowledgments = JSON.stringify({ acknowledgments: [{ id: 'ApiCache-CacheEncryptionExplicit', reason: 'a' }] });
  expect(audited(acknowledgments, { 'a.yaml': UNPROVEN.replace('CacheDataEncrypted: true', 'CacheDataEncrypted: false') }).rows.map(({ status }) => status)).toEqual(['ACKNOWLEDGED', 'NON_COMPLIANT']);
});

test.each<[string, string]>([
  ['[]', 'must contain a list named acknowledgments and nothing else'],
  ['a: 1', 'must contain a list named acknowledgments and nothing else'],
  ['acknowledgments: []\nmore: 1', 'must contain a list named acknowledgments and nothing else'],
  ['acknowledgments: [1]', 'entry 1 of acknowledgments: must be a mapping with id and reason, got 1'],
  ['acknowledgments: [{ id: ApiCache-CacheDataEncrypted }]', 'entry 1 of acknowledgments: reason must be a non-empty string, got undefined'],
  ['acknowledgments: [{ id: ApiCache-CacheDataEncrypted, reason: " " }]', 'reason must be a non-empty string, got " "'],
  ['acknowledgments: [{ id: AwsSolutions-APIG1, reason: a }]', 'id must be one of ApiCache-CacheDataEncrypted, '],
  ['acknowledgments: [{ id: ApiCache-CacheDataEncrypted, reason: a, reasons: b }]', 'unknown field "reasons", expected one of id, reason, file, stage, account, region, until'],
  ['acknowledgments: [{ id: ApiCache-CacheDataEncrypted, reason: a, until: tomorrow }]', 'until must be a date such as 2027-01-31, got "tomorrow"'],
  ['acknowledgments: [{ id: ApiCache-CacheDataEncrypted, reason: a, until: 2026-02-30 }]', 'until must be a date such as 2027-01-31, got "2026-02-30"'],
  ['acknowledgments: [{ id: ApiCache-CacheDataEncrypted, reason: a, stage: 1 }]', 'stage must be a non-empty string, got 1'],
  ['acknowledgments: [', ':1: '],
])('%j is no use', (acknowledgments, message) => {
  const { exitCode, rows, stderr } = audited(acknowledgments);
  expect([exitCode, rows]).toEqual([2, []]);
  expect(stderr).toContain('error: --acknowledge acknowledgments.yaml');
  expect(stderr).toContain(message);
});
