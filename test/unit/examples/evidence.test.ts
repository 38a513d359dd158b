import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { App, Aspects, Validations } from 'aws-cdk-lib';
import { parse } from 'csv-parse/sync';
import type { Log } from 'sarif';
import { ShopStack } from '../../../examples/shop/shop-stack';
import { ApiCacheAuditRow, ApiCacheEvidence, EncryptApiCache } from '../../../src';
import { testApp } from '../../support/app';
import { ROOT } from '../../support/paths';
import { requireValidSarif } from '../../support/sarif-schema';

const FOLDER = mkdtempSync(join(tmpdir(), 'encrypt-shop-'));

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function evidenceOf(name: string, prepare: (app: App) => void): (format: string) => string {
  const directory = join(FOLDER, name);
  const app = testApp();
  new ShopStack(app, 'Shop');
  prepare(app);
  Validations.of(app).addPlugins(new ApiCacheEvidence({ directory }));
  app.synth();
  return (format) => readFileSync(join(directory, `api-cache-evidence.${format}`), 'utf8');
}

const EVIDENCE = {
  'as it was written': evidenceOf('clear', () => undefined),
  'with EncryptApiCache': evidenceOf('encrypted', (app) => Aspects.of(app).add(new EncryptApiCache())),
  'with an acknowledgment': evidenceOf('acknowledged', (app) =>
    Validations.of(app).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'the catalogue is public' })),
};

describe.each(Object.entries(EVIDENCE))('the shop, %s', (_, read) => {
  const { rows } = JSON.parse(read('json')) as { readonly rows: readonly ApiCacheAuditRow[] };

  test('has rows', () => {
    expect(rows.length).toBeGreaterThan(5);
  });

  test('JSON is valid by its schema', () => {
    const validate = addFormats(new Ajv({ strict: true })).compile(JSON.parse(readFileSync(join(ROOT, 'schema', 'api-cache-audit-1.schema.json'), 'utf8')) as object);
    validate(JSON.parse(read('json')));
    expect(validate.errors).toBeNull();
  });

  test('CSV says the same, row by row', () => {
    const records = parse(read('csv'), { bom: true, columns: true }) as Record<string, string>[];
    const text = (value: unknown) => String(value ?? '');
    // What is of the whole report stands in each record, and in JSON once; the severity follows from the rule.
    const notOfRows = ['generatedAt', 'commit', 'pipelineRun', 'cdkVersion', 'toolVersion', 'inputSha256', 'severity'];
    const ownOf = (record: object) => JSON.stringify(Object.entries(record).filter(([name]) => !notOfRows.includes(name)).sort());
    expect(records.map(ownOf).sort()).toEqual(rows.map(({ acknowledgment, controls, frameworks, ...row }) => ({
      ...Object.fromEntries(Object.keys(records[0]).map((name) => [name, text((row as unknown as Record<string, unknown>)[name])])),
      acknowledgmentId: text(acknowledgment?.id),
      acknowledgmentReason: text(acknowledgment?.reason),
      acknowledgmentConstructPath: text(acknowledgment?.constructPath),
      controls: controls.join('; '),
      frameworks: Object.entries(frameworks).map(([name, requirements]) => `${name}: ${requirements.join(', ')}`).join('; '),
    })).map(ownOf).sort());
  });

  test('SARIF is valid by its schema and has the rows with a rule, in their order, at lines of the shop', () => {
    const log = JSON.parse(read('sarif')) as Log;
    requireValidSarif(log);
    const violating = rows.filter(({ ruleId }) => ruleId !== undefined);
    const results = log.runs[0].results!;
    expect(results.map((result) =>
      [result.ruleId, result.properties!.methodKey, result.properties!.status, result.suppressions?.[0].justification]))
      .toEqual(violating.map(({ ruleId, methodKey, status, acknowledgment }) => [ruleId, methodKey, status, acknowledgment?.reason]));
    const files = results.map(({ locations }) => locations![0].physicalLocation!.artifactLocation!.uri);
    expect(files).toEqual(violating.map(() => 'examples/shop/shop-stack.ts'));
  });

  test('HTML has a line for each row, the worst first', () => {
    const lines = [...read('html').matchAll(/data-verdict="(\w+)" data-status="(\w+)"/g)].map(([, verdict, status]) => `${verdict} ${status}`);
    const failing = rows.filter(({ status }) => status === 'NON_COMPLIANT').map(({ verdict, status }) => `${verdict} ${status}`);
    expect(lines.slice(0, failing.length)).toEqual(failing);
    expect([...lines].sort()).toEqual(rows.map(({ verdict, status }) => `${verdict} ${status}`).sort());
  });

  test('each row is at the line that makes its stage', () => {
    const lines = readFileSync(join(ROOT, 'examples', 'shop', 'shop-stack.ts'), 'utf8').split('\n');
    const made = rows.map(({ constructPath, sourceFile, sourceLine }) => `${constructPath} ${sourceFile} ${lines[sourceLine! - 1].trim()}`);
    expect([...new Set(made)]).toEqual([
      'Shop/Api/DeploymentStage.prod/Resource examples/shop/shop-stack.ts const api = new RestApi(this, \'Api\', {',
      'Shop/Partners examples/shop/shop-stack.ts new CfnStage(this, \'Partners\', {',
      'Shop/Archive examples/shop/shop-stack.ts new CfnDeployment(this, \'Archive\', {',
      'Shop/Internal examples/shop/shop-stack.ts new CfnStage(this, \'Internal\', {',
    ]);
  });
});

test('unencrypted settings are fixed, and rows show the earlier value', () => {
  const { rows } = JSON.parse(EVIDENCE['with EncryptApiCache']('json')) as { readonly rows: readonly ApiCacheAuditRow[] };
  expect(rows.map(({ methodKey, status, statedBefore, stated }) => `${methodKey} ${status}: ${statedBefore ?? stated} -> ${stated}`)).toMatchSnapshot();
});
