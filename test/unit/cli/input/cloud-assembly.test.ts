import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnResource, LegacyStackSynthesizer, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { cloudAssembly } from '../../../../src/cli/input/cloud-assembly';
import { command, folderWith, Ran } from '../../../support/command';

const UNENCRYPTED = { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }] };

function stage(scope: Construct): void {
  new CfnResource(scope, 'Prod', { type: 'AWS::ApiGateway::Stage', properties: UNENCRYPTED });
}

class Inner extends NestedStack {
  public constructor(scope: Construct, id: string, more?: (nested: NestedStack) => void) {
    super(scope, id);
    stage(this);
    more?.(this);
  }
}

interface Row {
  readonly constructPath?: string;
  readonly stackName?: string;
  readonly templateFile?: string;
  readonly logicalId: string;
  readonly sourceFile?: string;
  readonly sourceLine?: number;
  readonly accountId?: string;
  readonly region?: string;
}

const MADE: string[] = [];

afterAll(() => MADE.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function synthesised(build: (app: App) => void, props: object = {}): string {
  const outdir = mkdtempSync(join(tmpdir(), 'encrypt-assembly-'));
  MADE.push(outdir);
  const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true }, ...props });
  build(app);
  app.synth();
  return outdir;
}

/** The audit of a copy called `cdk.out` in a project of its own. */
function audited(outdir: string, ...inputs: readonly string[]): { readonly rows: readonly Row[] } & Pick<Ran, 'stderr' | 'exitCode'> {
  const folder = folderWith();
  cpSync(outdir, join(folder, 'cdk.out'), { recursive: true });
  const { stdout, stderr, exitCode } = command(folder, ['audit', ...inputs.length === 0 ? ['cdk.out'] : inputs, '--format', 'json']);
  return { rows: (JSON.parse(stdout) as { readonly rows: readonly Row[] }).rows, stderr, exitCode };
}

const brief = (rows: readonly Row[]) => rows.map(({ constructPath, stackName }) => [stackName, constructPath]);

describe('every template once', () => {
  const outdir = synthesised((app) => {
    const shop = new Stack(app, 'Shop', { stackName: 'shop-prod' });
    stage(shop);
    new Inner(shop, 'One', (scope) => new Inner(scope, 'Deep'));
    new Inner(shop, 'Two');
    stage(new Stack(new Stage(app, 'Prod'), 'Shop'));
    stage(new Stack(app, 'Plain', { synthesizer: new LegacyStackSynthesizer() }));
  });
  const expected = [
    ['Plain', 'Plain/Prod'],
    ['Prod-Shop', 'Prod/Shop/Prod'],
    ['Shop/One', 'Shop/One/Prod'],
    ['Shop/One/Deep', 'Shop/One/Deep/Prod'],
    ['Shop/Two', 'Shop/Two/Prod'],
    ['shop-prod', 'Shop/Prod'],
  ];
  const sorted = (rows: readonly Row[]) => brief(rows).sort((a, b) => String(a) < String(b) ? -1 : 1);

  test.each([[['cdk.out']], [['.']], [['cdk.out', '.', 'cdk.out/*.template.json']], [['cdk.out', 'cdk.out/assembly-Prod']]])('%j', (inputs) => {
    const { rows, exitCode } = audited(outdir, ...inputs);
    expect(sorted(rows)).toEqual(expected);
    expect(exitCode).toBe(1);
  });

  test('files are named from the top of the working copy', () => {
    const { rows } = audited(outdir);
    expect(rows.map(({ templateFile }) => templateFile)).toContain('cdk.out/Shop.template.json');
    expect(new Set(rows.map(({ templateFile }) => templateFile)).size).toBe(expected.length);
  });

  test('what an older synthesis has left there is none of it', () => {
    const copy = mkdtempSync(join(tmpdir(), 'encrypt-assembly-'));
    cpSync(outdir, copy, { recursive: true });
    writeFileSync(join(copy, 'Old.template.json'), JSON.stringify({ Resources: { Old: { Type: 'AWS::ApiGateway::Stage', Properties: UNENCRYPTED } } }));
    expect(sorted(audited(copy).rows)).toEqual(expected);
    rmSync(copy, { recursive: true });
  });

  test('a template that is gone is said', () => {
    const copy = mkdtempSync(join(tmpdir(), 'encrypt-assembly-'));
    cpSync(outdir, copy, { recursive: true });
    rmSync(join(copy, 'Plain.template.json'));
    rmSync(join(copy, 'Shop.assets.json'));
    const { stderr, exitCode } = audited(copy);
    expect(stderr).toContain('error: cdk.out/Plain.template.json: no such file');
    expect(stderr).toContain('error: cdk.out/Shop.assets.json: listed in the manifest of the cloud assembly, but missing or unreadable');
    expect(exitCode).toBe(2);
    rmSync(copy, { recursive: true });
  });

  test('a CDK stage that is gone is said', () => {
    const copy = mkdtempSync(join(tmpdir(), 'encrypt-assembly-'));
    cpSync(outdir, copy, { recursive: true });
    rmSync(join(copy, 'assembly-Prod'), { recursive: true });
    expect(audited(copy).stderr).toContain('error: cdk.out/assembly-Prod/manifest.json: ');
    rmSync(copy, { recursive: true });
  });
});

describe('the manifest tells the paths of constructs', () => {
  const without = (build: (app: App) => void) => synthesised(build, { context: {} });

  test('where the template does not', () => {
    const outdir = without((app) => stage(new Stack(app, 'Shop')));
    expect(readFileSync(join(outdir, 'Shop.template.json'), 'utf8')).not.toContain('aws:cdk:path');
    expect(brief(audited(outdir).rows)).toEqual([['Shop', 'Shop/Prod']]);
  });

  test('of two copies of a nested stack there is one template, if they are alike in every letter', () => {
    const outdir = without((app) => {
      const shop = new Stack(app, 'Shop');
      [1, 2].forEach((copy) => new Inner(shop, `Copy${copy}`));
    });
    // Without asset metadata the parent does not name the file: the asset manifest does, once, and knows no paths.
    expect(audited(outdir).rows).toMatchObject([{ logicalId: 'Prod' }]);
  });
});

test('the line that made a construct is that of the app, where CDK has kept it', () => {
  const folder = folderWith();
  mkdirSync(join(folder, 'lib'));
  writeFileSync(join(folder, 'lib', 'shop.ts'), '');
  const trace = ['...new Stage2 in aws-cdk-lib...', `new ShopStack (${join(folder, 'lib', 'shop.ts')}:12:5)`];
  const artifacts = {
    Shop: {
      type: 'aws:cloudformation:stack',
      properties: { templateFile: 'Shop.template.json' },
      metadata: { '/Shop/Prod': [{ type: 'aws:cdk:logicalId', data: 'Prod' }, { type: 'aws:cdk:creationStack', data: trace }] },
    },
  };
  mkdirSync(join(folder, 'cdk.out'));
  writeFileSync(join(folder, 'cdk.out', 'manifest.json'), JSON.stringify({ version: '54.0.0', artifacts }));
  writeFileSync(join(folder, 'cdk.out', 'Shop.template.json'), JSON.stringify({ Resources: { Prod: { Type: 'AWS::ApiGateway::Stage', Properties: UNENCRYPTED } } }));
  const { stdout } = command(folder, ['audit', 'cdk.out', '--format', 'json']);
  expect((JSON.parse(stdout) as { readonly rows: readonly Row[] }).rows).toMatchObject([{ constructPath: 'Shop/Prod', sourceFile: 'lib/shop.ts', sourceLine: 12 }]);
});

test.each<[string, Record<string, string>]>([
  ['of a web app', { 'manifest.json': '{"name": "app", "version": "1.0.0", "icons": []}' }],
  ['that is broken', { 'manifest.json': '{' }],
  ['that is a list', { 'manifest.json': '[]' }],
])('a manifest %s makes no cloud assembly', (_, files) => {
  const folder = folderWith({ ...files, 'a.yaml': 'Resources: {}' });
  expect(cloudAssembly(folder)).toEqual({ templates: [], missing: [] });
  expect(command(folder, ['audit', '.'])).toMatchObject({ exitCode: 0, stdout: '1 input, 0 stages\n' });
});

describe('account and region', () => {
  const targets = (build: (stack: Stack) => void, env?: object) => audited(synthesised((app) => build(new Stack(app, 'Shop', { env })))).rows
    .map((row) => [row.constructPath, row.accountId, row.region]);

  test('are those of the stack, and of stacks nested in it', () => {
    const env = { account: '111122223333', region: 'eu-west-1' };
    expect(targets((stack) => { stage(stack); new Inner(stack, 'Nested'); }, env)).toEqual([
      ['Shop/Prod', '111122223333', 'eu-west-1'], ['Shop/Nested/Prod', '111122223333', 'eu-west-1'],
    ]);
  });

  test('are not named where the app leaves them open, or half of them', () => {
    expect(targets(stage)).toEqual([['Shop/Prod', undefined, undefined]]);
    expect(targets(stage, { region: 'eu-west-1' })).toEqual([['Shop/Prod', undefined, 'eu-west-1']]);
  });
});
