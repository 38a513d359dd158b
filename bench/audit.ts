import { existsSync } from 'fs';
import { cpus } from 'os';
import { join } from 'path';
import Table from 'cli-table3';
import type { ApiCacheAudit as Audit } from '../src/index';

const LIBRARY = join(__dirname, '..', 'lib', 'index.js');
if (!existsSync(LIBRARY)) {
  throw new Error('lib/ is not there: run «npx projen compile» first');
}
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { ApiCacheAudit } = require(LIBRARY) as { readonly ApiCacheAudit: typeof Audit };

const RUNS = 7;
const CONDITIONS = 20;

/** A template with one stage among ten resources; every other stage hangs on a condition, as those of an environment do. */
function templateOf(resources: number): object {
  const names = Array.from({ length: CONDITIONS }, (_, index) => `C${index}`);
  const stage = (index: number) => ({
    Type: 'AWS::ApiGateway::Stage',
    Properties: {
      CacheClusterEnabled: index % 2 === 0 ? true : { 'Fn::If': [names[index % CONDITIONS], true, false] },
      MethodSettings: [
        { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, CacheDataEncrypted: true },
        { HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true, CacheDataEncrypted: { 'Fn::If': [names[(index + 1) % CONDITIONS], true, false] } },
      ],
    },
  });
  return {
    Parameters: Object.fromEntries(names.map((name) => [name, { Type: 'String', Default: 'dev' }])),
    Conditions: Object.fromEntries(names.map((name) => [name, { 'Fn::Equals': [{ Ref: name }, 'prod'] }])),
    Resources: Object.fromEntries(Array.from({ length: resources }, (_, index) =>
      [`R${index}`, index % 10 === 0 ? stage(index / 10) : { Type: 'AWS::SNS::Topic', Properties: { DisplayName: `topic ${index}` } }])),
  };
}

/** One stage that twenty independent conditions decide on: a million combinations. */
function tooMany(): object {
  const template = templateOf(1) as { readonly Conditions: object };
  const MethodSettings = Object.keys(template.Conditions).map((name) => ({
    HttpMethod: 'GET', ResourcePath: `/~1${name}`, CachingEnabled: { 'Fn::If': [name, true, false] },
  }));
  return { ...template, Resources: { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings } } } };
}

function measure(template: object): { readonly milliseconds: number; readonly rows: number; readonly verdict: string } {
  let last = ApiCacheAudit.ofTemplate(template);
  const times = Array.from({ length: RUNS }, () => {
    const start = process.hrtime.bigint();
    last = ApiCacheAudit.ofTemplate(template);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return { milliseconds: times.sort((a, b) => a - b)[Math.floor(RUNS / 2)], rows: last.rows.length, verdict: last.verdict };
}

const table = new Table({ head: ['template', 'stages', 'rows', 'verdict', 'median ms', 'ms a stage'], style: { head: [], border: [] } });
for (const resources of [625, 1250, 2500, 5000, 10000]) {
  const { milliseconds, rows, verdict } = measure(templateOf(resources));
  const stages = Math.ceil(resources / 10);
  table.push([`${resources} resources`, stages, rows, verdict, milliseconds.toFixed(1), (milliseconds / stages).toFixed(3)]);
}
const { milliseconds, rows, verdict } = measure(tooMany());
table.push([`${CONDITIONS} independent conditions`, 1, rows, verdict, milliseconds.toFixed(1), milliseconds.toFixed(3)]);
console.log(table.toString());
console.log(`${RUNS} runs each in one warm process, node ${process.version}, ${cpus().length} × ${cpus()[0].model}`);
