import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { command, folderWith } from '../../../support/command';
import { syntheticRepository } from '../../../support/synthetic-repository';
import { UNENCRYPTED_TEMPLATE } from '../../../support/templates';

const COUNT = 2_000;
const FILES = syntheticRepository(COUNT);
const whole = folderWith(FILES);
const audit = (folder: string, ...argv: readonly string[]) => command(folder, ['audit', '.', ...argv]);

/** A repository of few files of each kind, with one more. */
function smallWith(file: string, content: string): string {
  return folderWith({ ...syntheticRepository(39), [file]: content });
}

test(`of ${COUNT} files, most are passed over, and the rest is compliant`, () => {
  expect(Object.keys(FILES)).toHaveLength(COUNT);
  const { exitCode, stdout, stderr } = audit(whole, '--fail-on', 'warning');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'reading 2000 inputs\n' });
  // Three of thirteen kinds are templates, two of those have a stage.
  expect(stdout).toBe('462 inputs, 308 stages: 308 ENCRYPTED\n');
});

test('one unencrypted cache among them is found', () => {
  writeFileSync(join(whole, 'services/s7/cache.yaml'), UNENCRYPTED_TEMPLATE);
  const { exitCode, stdout } = audit(whole);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^services\/s7\/cache\.yaml\n[^]*error {4}UNENCRYPTED {2}Prod [^]*463 inputs, 309 stages: 1 UNENCRYPTED, 308 ENCRYPTED\n$/);
});

test('one that is broken among them is a row, and no pass, whatever else is found', () => {
  writeFileSync(join(whole, 'services/s7/broken.yaml'), 'Resources:\n  S: {Type: AWS::ApiGateway::Stage\n');
  expect(audit(whole, '--fail-on', 'never')).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^error: services\/s7\/broken\.yaml:\d+: /m) as string });
});

const STAGE = 'Type: AWS::ApiGateway::Stage';

test.each<[string, string, string, string]>([
  ['a template that is broken', 'services/broken.yaml', `Resources:\n  S: {${STAGE}\n`, 'services/broken.yaml:'],
  ['a chart with a stage in it', 'charts/stage.yaml', `Resources:\n{{- if .Values.cache }}\n  S: {${STAGE}}\n{{- end }}\n`, 'charts/stage.yaml:'],
  ['a stage in a configuration of the Serverless Framework', 'serverless/s1/cache.yml', `service: s\nprovider: {name: aws}\nresources: {Resources: {S: {${STAGE}}}}\n`,
    'serverless/s1/cache.yml: a configuration of the Serverless Framework, not a template: package it (serverless package) and audit .serverless'],
  ['its plugin for caching', 'serverless/s1/cache.yml', 'service: s\nprovider: {name: aws}\ncustom: {apiGatewayCaching: {enabled: true}}\n', 'package it (serverless package) and audit .serverless'],
  ['settings in a form of nobody', 'services/settings.json', '{"prod": {"methodSettings": {"*/*": {}}}, "more": 7}', 'services/settings.json: not a CloudFormation or AWS SAM template, and not a listing'],
  ['properties in a form of nobody', 'services/stage.yaml', '- {name: prod, CacheClusterEnabled: true}\n', 'services/stage.yaml: not a CloudFormation or AWS SAM template, and not a listing'],
  ['a listing that is cut off', 'services/stages.json', '{"item": [{"stageName": "prod", "methodSettings": {', 'services/stages.json:'],
  ['a listing of which one entry is none', 'services/stages.json', '[{"stageName": "prod", "cacheClusterEnabled": true}, 7]', 'services/stages.json: entry 2 of the listing is not recognized as a stage'],
])('what is about stages and cannot be understood is a row, and no pass: %s', (_, file, content, because) => {
  const folder = smallWith(file, content);
  const { exitCode, stdout, stderr } = audit(folder, '--format', 'json');
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`error: ${because}`.replace('error: package', 'package'));
  const { rows } = JSON.parse(stdout) as { readonly rows: readonly Readonly<Record<string, string>>[] };
  expect(rows.filter(({ verdict }) => verdict === 'UNRESOLVED')).toEqual([
    expect.objectContaining({ templateFile: file, status: 'UNKNOWN', message: expect.stringContaining('cannot tell whether responses are cached unencrypted: ') as string }),
  ]);
  expect(audit(folder, '--exclude', file).exitCode).toBe(0);
});

test.each<[string, string, string]>([
  ['a report of this command', 'report.json', JSON.stringify({ tool: { name: 'cdk-encrypt-api-cache' }, rows: [{ resourceType: 'AWS::ApiGateway::Stage', methodSettings: 1 }] })],
  ['a list of types', 'recorder.json', '{"recordingGroup": {"resourceTypes": ["AWS::ApiGateway::Stage"]}, "Resources": "x"}'],
  ['a type that only begins like ours', 'other.yaml', 'Resources: [\n  AWS::ApiGateway::StageExtra\n'],
])('what only talks about stages is passed over: %s', (_, file, content) => {
  expect(audit(smallWith(file, content))).toMatchObject({ exitCode: 0 });
});

test('its own report does no harm to the next run', () => {
  const folder = folderWith(syntheticRepository(39));
  expect(command(folder, ['audit', 'services', '--output', 'report.json'])).toMatchObject({ exitCode: 0 });
  expect(readFileSync(join(folder, 'report.json'), 'utf8')).toContain('AWS::ApiGateway::Stage');
  expect(audit(folder)).toMatchObject({ exitCode: 0 });
});
