import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { command, folderWith } from '../../../support/command';
import { ENCRYPTED, UNENCRYPTED_TEMPLATE, UNPROVEN, listing, record } from '../../../support/templates';

const ITEM = JSON.stringify({
  resourceType: 'AWS::ApiGateway::Stage',
  resourceId: 'arn:aws:apigateway:eu-west-1::/restapis/abc/stages/prod',
  configuration: JSON.stringify({ stageName: 'prod', cacheClusterEnabled: true, methodSettings: { '*/*': record() } }),
});
const EMBEDDED = `Resources:\n  Set:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      TemplateBody: |\n${UNENCRYPTED_TEMPLATE.replace(/^(?=.)/gm, '        ')}`;
/** Every kind of finding, in files whose names are globs as well. */
const FILES = {
  't/a.yaml': UNENCRYPTED_TEMPLATE,
  't/[b] {c,d}*.yaml': UNPROVEN,
  't/dormant.yaml': UNENCRYPTED_TEMPLATE.replace('CacheClusterEnabled: true', 'CacheClusterEnabled: false'),
  't/key.yaml': UNENCRYPTED_TEMPLATE.replace("ResourcePath: '/*'", 'ResourcePath: /orders').replace("HttpMethod: '*'", 'HttpMethod: GET'),
  't/list.yaml': UNENCRYPTED_TEMPLATE.replace(/MethodSettings:[^]*/, 'MethodSettings: !GetAtt Elsewhere.List\n'),
  't/encrypted.yaml': ENCRYPTED,
  't/embedded.yaml': EMBEDDED,
  't/listing.json': listing({ '*/*': record(), '~1a/GET': record() }),
  't/item.json': ITEM,
};
const write = (folder: string, ...more: string[]) => command(folder, ['audit', 't', '--fail-on', 'warning', '--write-acknowledgments', 'known.yaml', ...more]);
const read = (folder: string, now: string, ...more: string[]) =>
  command(folder, ['audit', 't', '--fail-on', 'warning', '--acknowledge', 'known.yaml', ...more], { now: new Date(now) });

test('what is written is what is taken', () => {
  const folder = folderWith(FILES);
  expect(command(folder, ['audit', 't', '--fail-on', 'warning'])).toMatchObject({ exitCode: 1 });
  const written = write(folder);
  expect(written).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/^known\.yaml: \d+ acknowledgments written, valid until 2027-02-20\n$/) as string });
  expect(read(folder, '2026-11-23T00:00:00Z')).toEqual({ exitCode: 0, stderr: '', stdout: written.stdout });
  expect(read(folder, '2027-02-20T23:59:59Z')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(read(folder, '2027-02-21T00:00:00Z')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('expired (valid until 2027-02-20)') as string });
});

test('each entry is for its file and its stage, and what comes later is found', () => {
  const folder = folderWith(FILES);
  write(folder, '--reason', 'known: "as of today" # ticket 7', '--until', '2027-01-31');
  const text = readFileSync(join(folder, 'known.yaml'), 'utf8');
  expect(text).toContain([
    '  - id: ApiCache-CacheDataEncrypted[*/*]', '    reason: \'known: "as of today" # ticket 7\'', '    file: t/a.yaml', '    stage: Prod', '    until: 2027-01-31', '',
  ].join('\n'));
  expect(text).toContain('stage: arn:aws:apigateway:eu-west-1::/restapis/abc/stages/prod');
  expect(text).toContain('stage: Set/Prod');
  const { stdout } = read(folder, '2026-11-23T00:00:00Z', '--format', 'json');
  expect(stdout.match(/"reason": "known: \\"as of today\\" # ticket 7"/g)!.length).toBe(text.match(/- id/g)!.length);
  const more = folderWith({ ...FILES, 't/b c.yaml': UNPROVEN, 't/new.yaml': UNENCRYPTED_TEMPLATE, 'known.yaml': text });
  expect(JSON.stringify(read(more, '2026-11-23T00:00:00Z').stdout)).toMatch(/b c\.yaml.*new\.yaml/);
});

test('what is acknowledged already, and what cannot be read, is not in it', () => {
  const acknowledged = `Metadata: {cdk-encrypt-api-cache: {acknowledge: [{id: ApiCache-CacheDataEncrypted, reason: b}]}}\n${UNENCRYPTED_TEMPLATE}`;
  const folder = folderWith({ 't/a.yaml': acknowledged, 't/b.yaml': 'Resources: {A: {Type: AWS::ApiGateway::Stage' });
  expect(write(folder)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('known.yaml: 0 acknowledgments written') as string });
  expect(readFileSync(join(folder, 'known.yaml'), 'utf8')).toBe('acknowledgments: []\n');
});

test('a file that exists is left as it is', () => {
  const folder = folderWith({ ...FILES, 'known.yaml': 'acknowledgments: []\n' });
  expect(write(folder)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('error: --write-acknowledgments known.yaml: not written: it exists already') as string });
  expect(readFileSync(join(folder, 'known.yaml'), 'utf8')).toBe('acknowledgments: []\n');
});

test.each<[string[], string]>([
  [['--write-acknowledgments', 'no/folder.yaml'], 'error: --write-acknowledgments no/folder.yaml: not written: no such file'],
  [['--write-acknowledgments', 'known.yaml', '--until', 'soon'], 'It must be a date such as 2027-01-31.'],
  [['--write-acknowledgments', 'known.yaml', '--reason', ''], 'It must not be empty.'],
  [['--reason', 'a'], 'error: --reason and --until need --write-acknowledgments'],
  [['--until', '2027-01-31'], 'error: --reason and --until need --write-acknowledgments'],
])('%j is no use', (argv, message) => {
  const folder = folderWith(FILES);
  expect(command(folder, ['audit', 't', ...argv])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) as string });
  expect(existsSync(join(folder, 'known.yaml'))).toBe(false);
});
