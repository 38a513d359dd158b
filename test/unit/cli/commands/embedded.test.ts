import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnStack, CfnStackSet, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { ApiCacheAuditRow } from '../../../../src';
import { command, folderWith } from '../../../support/command';
import { ENCRYPTED, UNENCRYPTED_TEMPLATE } from '../../../support/templates';

const indented = (text: string, by: string) => text.split('\n').map((line) => line === '' ? line : `${by}${line}`).join('\n');
const STACK_SET = `Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      TemplateBody: !Sub |
${indented(UNENCRYPTED_TEMPLATE, '        ')}`;
const nested = (url: string) => `Resources:\n  Nested:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: ${url} }\n`;

function rows(folder: string, ...inputs: readonly string[]) {
  const { stdout, exitCode } = command(folder, ['audit', ...inputs, '--format', 'json']);
  const found = (JSON.parse(stdout) as { readonly rows: readonly ApiCacheAuditRow[] }).rows;
  return {
    exitCode,
    rows: found.map((row) =>
      [row.templateFile, row.sourceLine, row.stackName ?? row.constructPath, row.logicalId, row.verdict]),
  };
}

describe('audit', () => {
  test('a text in a resource: the row names the resource, the stage in it, and the line of the text', () => {
    const folder = folderWith({ 'a.yaml': STACK_SET });
    expect(rows(folder, 'a.yaml')).toEqual({ exitCode: 1, rows: [['a.yaml', 5, undefined, 'Set/Prod', 'UNENCRYPTED']] });
    const { stdout } = command(folder, ['audit', 'a.yaml'], { columns: 120 });
    expect(stdout).toContain('Set/Prod');
    expect(stdout.replace(/\s+/g, ' ')).toContain('set Properties.TemplateBody.Resources.Prod.Properties.MethodSettings.0.CacheDataEncrypted to true');
  });

  test('the table has the stage beside the construct path', () => {
    const path = '    Metadata: { aws:cdk:path: Shop/Set }\n';
    expect(command(folderWith({ 'a.yaml': STACK_SET.replace('    Properties', `${path}    Properties`) }), ['audit', 'a.yaml']).stdout).toContain('Shop/Set/Prod');
  });

  test('what is piped in', () => {
    expect(command(folderWith(), ['audit', '-'], { stdin: STACK_SET })).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('Set/Prod') as string });
  });

  test('a local path, unless the file is an input itself', () => {
    const folder = folderWith({ 'main.yaml': nested('inner/a.yaml'), 'inner/a.yaml': UNENCRYPTED_TEMPLATE, 'outside.yaml': nested('https://example.com/inner/a.yaml') });
    expect(rows(folder, 'main.yaml')).toEqual({ exitCode: 1, rows: [['main.yaml', 4, undefined, 'Nested/Prod', 'UNENCRYPTED']] });
    expect(rows(folder, '.').rows.map(([file, , , stage]) => [file, stage])).toEqual([['inner/a.yaml', 'Prod']]);
    expect(rows(folder, 'outside.yaml')).toEqual({ exitCode: 0, rows: [] });
  });

  test('can be acknowledged', () => {
    const acknowledgments = 'acknowledgments: [{ id: "ApiCache-CacheDataEncrypted[*/*]", reason: public, stage: Set/Prod }]';
    const folder = folderWith({ 'a.yaml': STACK_SET, 'acknowledgments.yaml': acknowledgments });
    expect(command(folder, ['audit', 'a.yaml', '--acknowledge', 'acknowledgments.yaml'])).toMatchObject({ exitCode: 0, stderr: '' });
    expect(command(folder, ['fix', 'a.yaml', '--acknowledge', 'acknowledgments.yaml']).stderr).not.toContain('left as it was');
  });
});

describe('fix', () => {
  test('names the place that has to be changed by hand, and leaves the text', () => {
    const folder = folderWith({ 'a.yaml': STACK_SET });
    const { exitCode, stderr } = command(folder, ['fix', 'a.yaml']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('a.yaml:5: Set/Prod */*: not changed: it is in the template embedded in Properties.TemplateBody, set it there by hand\n');
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(STACK_SET);
  });

  test('and sets the rest', () => {
    const folder = folderWith({ 'a.yaml': `${UNENCRYPTED_TEMPLATE}${STACK_SET.replace('Resources:\n', '')}` });
    const { exitCode, stderr } = command(folder, ['fix', 'a.yaml']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('a.yaml: 1 flag set\n')]);
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(`${ENCRYPTED}${STACK_SET.replace('Resources:\n', '')}`);
  });

  test('passes a compliant one', () => {
    const folder = folderWith({ 'a.yaml': STACK_SET.replace(indented(UNENCRYPTED_TEMPLATE, '        '), indented(ENCRYPTED, '        ')) });
    expect(command(folder, ['fix', 'a.yaml'])).toEqual({ exitCode: 0, stdout: '', stderr: 'nothing remains to be fixed: 1 input, 1 stage: 1 ENCRYPTED\n' });
  });
});

describe('a cloud assembly', () => {
  const PROD = { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }] } };
  const outdir = mkdtempSync(join(tmpdir(), 'encrypt-embedded-'));

  beforeAll(() => {
    const app = new App({ outdir });
    const shop = new Stack(app, 'Shop');
    const templateBody = JSON.stringify({ Resources: { Prod: PROD } });
    new CfnStackSet(shop, 'Set', { permissionModel: 'SELF_MANAGED', stackSetName: 'x', templateBody });
    const path = join(folderWith({ 'a.txt': templateBody }), 'a.txt');
    new CfnStack(shop, 'Raw', { templateUrl: new Asset(shop, 'Asset', { path }).httpUrl });
    new CfnStage(new NestedStack(shop, 'Nested'), 'Stage', { restApiId: 'x', cacheClusterEnabled: true });
    app.synth();
  });

  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  test('as a whole: every template once, an asset as the nested stack that it is', () => {
    const { exitCode, rows: found } = rows(outdir, outdir);
    expect(exitCode).toBe(1);
    expect(found.map(([file, , stack, stage, verdict]) => [String(file).replace(/[0-9a-f]{64}|[0-9A-F]{8}(?=\.nested)/, 'hash').replace(/^.*\//, ''), stack, stage, verdict])).toEqual([
      ['Shop.template.json', 'Shop', 'Set/Prod', 'UNENCRYPTED'],
      ['asset.hash.txt', 'Shop/Raw', 'Prod', 'UNENCRYPTED'],
      ['ShopNestedhash.nested.template.json', 'Shop/Nested', 'Stage', 'NOT_CACHED'],
    ]);
  });

  test('one template of it', () => {
    expect(rows(outdir, join(outdir, 'Shop.template.json')).rows.map(([, , , stage, verdict]) => [String(stage).replace(/^Nested\w+/, 'Nested'), verdict])).toEqual([
      ['Set/Prod', 'UNENCRYPTED'], ['Raw/Prod', 'UNENCRYPTED'], ['Nested/Stage', 'NOT_CACHED'],
    ]);
  });
});
