import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { installedPackage } from './installed-package';
import { describeWithNodeLines } from './node-lines';
import { Ended, runScript } from './node-process';
import { ENCRYPTED, SHOPS, synthesiseShop, UNENCRYPTED, writeShops } from './shop';
import { run } from '../languages/shell';

const LONGEST_TEST = 60_000;
const UNENCRYPTED_TEMPLATE = `Resources:
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      CacheClusterEnabled: true
      MethodSettings:
        - HttpMethod: GET
          ResourcePath: /~1orders
          CachingEnabled: true
`;
const ENCRYPTED_TEMPLATE = `${UNENCRYPTED_TEMPLATE}          CacheDataEncrypted: true\n`;

const folder = installedPackage();
beforeAll(() => writeShops(folder));

describe(`Node.js ${process.versions.node}, which runs the tests`, () => testNode(process.execPath, process.versions.node));
describeWithNodeLines(testNode);

function testNode(node: string, version: string): void {
  test('the program has the version that is named', () => {
    expect(run(node, ['--version'], folder).output.trim()).toBe(`v${version}`);
  });

  test.each(SHOPS)('%s encrypts its template, and writes evidence in every format', (script) => {
    const formats = ['csv', 'html', 'json', 'sarif'];
    expect(synthesiseShop(node, script, ['encrypt', ...formats], folder))
      .toEqual({ ...ENCRYPTED, evidence: formats.map((format) => `api-cache-evidence.${format}`) });
  }, LONGEST_TEST);

  test.each(SHOPS)('%s fails where the pack finds unencrypted method settings', (script) => {
    const { exitCode, stderr, flags } = synthesiseShop(node, script, ['check'], folder);
    expect(flags).toEqual(UNENCRYPTED);
    expect(stderr).toContain("'ApiCache::ApiCache-CacheDataEncrypted[*/*]'");
    expect(stderr).toContain("'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]'");
    expect(exitCode).toBe(1);
  }, LONGEST_TEST);

  test('audit exits with 1 where a template is unencrypted, and names the finding', () => {
    expect(auditTemplate(node, UNENCRYPTED_TEMPLATE)).toMatchObject({
      exitCode: 1,
      rows: [{ logicalId: 'Prod', methodKey: '~1orders/GET', verdict: 'UNENCRYPTED', ruleId: 'ApiCache-CacheDataEncrypted' }],
    });
  }, LONGEST_TEST);

  test('audit exits with 0 where a template is encrypted', () => {
    expect(auditTemplate(node, ENCRYPTED_TEMPLATE)).toMatchObject({
      exitCode: 0,
      rows: [{ logicalId: 'Prod', methodKey: '~1orders/GET', verdict: 'ENCRYPTED' }],
    });
  }, LONGEST_TEST);

  test('fix sets the flag', () => {
    writeFileSync(join(folder, 'template.yaml'), UNENCRYPTED_TEMPLATE);
    expect(runCommand(node, ['fix', 'template.yaml']).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'template.yaml'), 'utf8')).toBe(ENCRYPTED_TEMPLATE);
  }, LONGEST_TEST);
}

function auditTemplate(node: string, template: string): Pick<Ended, 'exitCode'> & { readonly rows: unknown } {
  writeFileSync(join(folder, 'template.yaml'), template);
  const { exitCode, stdout } = runCommand(node, ['audit', 'template.yaml', '--format', 'json']);
  const { rows } = JSON.parse(stdout) as { readonly rows: unknown };
  return { exitCode, rows };
}

/** The command as npm links it. */
function runCommand(node: string, args: readonly string[]): Ended {
  return runScript(node, join('node_modules', '.bin', 'cdk-encrypt-api-cache'), args, folder);
}
