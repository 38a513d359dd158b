import { execFileSync } from 'child_process';
import { join } from 'path';
import { ROOT } from '../../support/paths';
import { UNENCRYPTED_TEMPLATE } from '../../support/templates';
import { compileIfStale } from '../runtimes/compiled-library';
import { LONGEST_INSTALLATION } from '../runtimes/installed-package';

beforeAll(() => compileIfStale(), LONGEST_INSTALLATION);

/** What the compiled library does, step by step, and whether its YAML reader is in memory after each. */
function loadedAfter(...steps: readonly string[]): readonly boolean[] {
  const script = `
    const { App, Aspects, Stack, Validations } = require('aws-cdk-lib');
    const { CfnStage } = require('aws-cdk-lib/aws-apigateway');
    const library = require(${JSON.stringify(join(ROOT, 'lib', 'index.js'))});
    const isLoaded = () => Object.keys(require.cache).some((path) => path === ${JSON.stringify(join(ROOT, 'lib', 'third-party', 'yaml.js'))});
    const loaded = [isLoaded()];
    ${steps.map((step) => `${step}; loaded.push(isLoaded());`).join('\n')}
    console.log(JSON.stringify(loaded));`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] }).trim().split('\n').pop()!) as readonly boolean[];
}

const TEMPLATE = JSON.stringify({ Resources: { Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true } } } });

test.each([
  // A conformance pack is written in YAML.
  ['every export but the conformance pack', 'Object.keys(library).filter((name) => name !== "ApiCacheConformancePack").forEach((name) => library[name])'],
  ['a template', `library.ApiCacheAudit.ofTemplate(${TEMPLATE}).toJson()`],
  ['a listing', 'library.ApiCacheAudit.ofStages({ item: [] }).toJson()'],
  ['an app with aspect and pack', [
    'const app = new App({ analyticsReporting: false })',
    'const stack = new Stack(app, "Shop")',
    'new CfnStage(stack, "Stage", { restApiId: "a", deploymentId: "b", methodSettings: [{ httpMethod: "*", resourcePath: "/*", cachingEnabled: true }] })',
    'library.EncryptApiCache.everywhere(app)',
    'Validations.of(app).addPlugins(new library.ApiCacheEncryptionChecks(app))',
    'library.ApiCacheAudit.ofScope(app)',
    'app.synth()',
  ].join(';')],
])('%s: the YAML reader is not loaded for it, and for a text it is', (_, step) => {
  expect(loadedAfter(step, `library.ApiCacheAudit.ofTemplateText(${JSON.stringify(UNENCRYPTED_TEMPLATE)})`)).toEqual([false, false, true]);
}, 60_000);
