import { createHash } from 'crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Aspects, CfnParameter, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { Construct } from 'constructs';
import { ApiCacheAuditRow, ApiCacheEvidence, ApiCacheEvidenceProps, ApiCacheReportFormat, EncryptApiCache } from '../../../src';
import { testApp } from '../../support/app';
import { packReport } from '../../support/report';

const { JSON: JSON_, CSV, SARIF, HTML } = ApiCacheReportFormat;
const ALL_FILES = ['api-cache-evidence.csv', 'api-cache-evidence.html', 'api-cache-evidence.json', 'api-cache-evidence.sarif'];
const FOLDERS: string[] = [];

afterAll(() => FOLDERS.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function emptyFolder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'encrypt-evidence-')));
  FOLDERS.push(path);
  return path;
}

/** An app whose evidence goes to a folder that is gone afterwards. */
function appWith(props: ApiCacheEvidenceProps = {}) {
  const directory = join(emptyFolder(), 'evidence');
  const app = testApp();
  Validations.of(app).addPlugins(new ApiCacheEvidence({ directory, ...props }));
  return { app, directory: props.directory ?? directory };
}

function unencrypted(scope: Construct, id = 'Stage', ...more: readonly object[]): CfnStage {
  return new CfnStage(scope, id, {
    restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true }, ...more as never[]],
  });
}

interface Evidence {
  readonly generatedAt?: string;
  readonly tool: { readonly cdkVersion?: string };
  readonly source: { readonly commit?: string; readonly inputs: readonly object[] };
}

function rowsIn(directory: string): readonly ApiCacheAuditRow[] {
  return (JSON.parse(readFileSync(join(directory, 'api-cache-evidence.json'), 'utf8')) as { rows: ApiCacheAuditRow[] }).rows;
}

const contents = (directory: string) => Object.fromEntries(readdirSync(directory).map((file) => [file, readFileSync(join(directory, file), 'utf8')]));

describe('writes', () => {
  test('every format beside the cloud assembly', () => {
    const app = testApp();
    FOLDERS.push(`${app.outdir}.evidence`);
    unencrypted(new Stack(app, 'Shop'));
    Validations.of(app).addPlugins(new ApiCacheEvidence());
    app.synth();
    expect(readdirSync(`${app.outdir}.evidence`).sort()).toEqual(ALL_FILES);
  });

  test('the formats that are chosen, to the folder that is', () => {
    const { app, directory } = appWith({ formats: [SARIF, CSV] });
    new Stack(app, 'Shop');
    app.synth();
    expect(readdirSync(directory).sort()).toEqual(['api-cache-evidence.csv', 'api-cache-evidence.sarif']);
  });

  test('what the templates say: unencrypted, fixed, acknowledged, compliant', () => {
    const { app, directory } = appWith();
    const encrypted = new Stack(app, 'Encrypted');
    unencrypted(encrypted, 'Stage', { httpMethod: 'GET', resourcePath: '/~1a', cachingEnabled: true, cacheDataEncrypted: false });
    unencrypted(new Stack(app, 'Other'));
    const acknowledged = unencrypted(new Stack(app, 'Acknowledged'));
    Validations.of(acknowledged).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'public data' });
    new CfnStage(new Stack(app, 'Quiet'), 'Stage', { restApiId: 'abc' });
    Aspects.of(encrypted).add(new EncryptApiCache());
    app.synth();
    expect(rowsIn(directory)).toMatchObject([
      { status: 'ACKNOWLEDGED', stackName: 'Acknowledged', acknowledgment: { id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'public data', constructPath: 'Acknowledged/Stage' } },
      { status: 'FIXED', stackName: 'Encrypted', verdict: 'ENCRYPTED', verdictBefore: 'UNENCRYPTED', stated: 'true', statedBefore: 'not stated', templateFile: 'Encrypted.template.json' },
      { status: 'FIXED', stackName: 'Encrypted', verdict: 'ENCRYPTED', verdictBefore: 'UNENCRYPTED', stated: 'true', statedBefore: 'false' },
      { status: 'NON_COMPLIANT', stackName: 'Other', verdict: 'UNENCRYPTED', stated: 'not stated' },
      { status: 'COMPLIANT', stackName: 'Quiet', verdict: 'NOT_CACHED' },
    ]);
    expect(rowsIn(directory)[3]).not.toHaveProperty('verdictBefore');
  });

  test('where it was written', () => {
    const { app, directory } = appWith({ formats: [JSON_] });
    unencrypted(new Stack(app, 'Shop'));
    app.synth();
    const [{ sourceFile, sourceLine }] = rowsIn(directory);
    expect(sourceFile).toBe('test/unit/public/api-cache-evidence.test.ts');
    expect(readFileSync(__filename, 'utf8').split('\n')[sourceLine! - 1]).toBe('  return new CfnStage(scope, id, {');
  });

  test('nested stacks and CDK stages too', () => {
    const { app, directory } = appWith({ formats: [JSON_] });
    unencrypted(new NestedStack(new Stack(app, 'Shop'), 'Nested'));
    unencrypted(new Stack(new Stage(app, 'Prod'), 'Shop'));
    app.synth();
    const files = new Map(rowsIn(directory).map(({ constructPath, templateFile }) => [constructPath, templateFile]));
    expect(files.get('Prod/Shop/Stage')).toMatch(/^assembly-Prod\/ProdShop\w+\.template\.json$/);
    expect(files.get('Shop/Nested/Stage')).toMatch(/^ShopNested\w+\.nested\.template\.json$/);
    [...files.values()].forEach((file) => expect(existsSync(join(app.outdir, file!))).toBe(true));
  });

  test('that there is nothing, where there is nothing', () => {
    const { app, directory } = appWith({ formats: [JSON_] });
    new Stack(app, 'Shop');
    app.synth();
    expect(rowsIn(directory)).toEqual([]);
  });

  test('every environment', () => {
    const { app, directory } = appWith({ formats: [JSON_] });
    ['eu-west-1', 'us-east-1', 'eu-west-1'].forEach((region, index) => unencrypted(new Stack(app, `Shop${index}`, { env: { account: '111111111111', region } })));
    app.synth();
    expect(rowsIn(directory).map(({ stackName }) => stackName).sort()).toEqual(['Shop0', 'Shop1', 'Shop2']);
  });
});

test('one on the app and one on a CDK stage leave nothing out, in whatever environments', () => {
  const directory = emptyFolder();
  const app = testApp();
  const prod = new Stage(app, 'AProd', { env: { account: '111111111111', region: 'eu-west-1' } });
  const dev = new Stage(app, 'ZDev', { env: { account: '222222222222', region: 'eu-west-1' } });
  [prod, dev].forEach((stage) => unencrypted(new Stack(stage, 'Shop')));
  Validations.of(app).addPlugins(new ApiCacheEvidence({ directory }));
  Validations.of(dev).addPlugins(new ApiCacheEvidence({ directory }));
  app.synth();
  expect(rowsIn(directory).map(({ constructPath }) => constructPath).sort()).toEqual(['AProd/Shop/Stage', 'ZDev/Shop/Stage']);
});

describe('the files', () => {
  const build = (directory: string, props: ApiCacheEvidenceProps = {}) => {
    const { app } = appWith({ directory, ...props });
    unencrypted(new Stack(app, 'Shop'), 'Stage', { httpMethod: 'GET', resourcePath: '/~1a', cachingEnabled: true });
    app.synth();
    return contents(directory);
  };

  test('are the same for the same app, byte for byte, without a timestamp', () => {
    expect(build(emptyFolder(), { timestamp: false })).toEqual(build(emptyFolder(), { timestamp: false }));
  });

  test('without a timestamp there is no commit either', () => {
    const { generatedAt, source } = JSON.parse(build(emptyFolder(), { timestamp: false })['api-cache-evidence.json']) as Evidence;
    expect(generatedAt).toBeUndefined();
    expect(Object.keys(source)).toEqual(['inputs', 'read', 'notRead']);
  });

  test('are not written again where nothing changes', () => {
    const directory = emptyFolder();
    build(directory, { timestamp: false });
    const written = () => readdirSync(directory).map((file) => statSync(join(directory, file)).mtimeMs);
    const first = written();
    build(directory, { timestamp: false });
    expect(written()).toEqual(first);
  });

  test('say when they were made, of which templates and which commit, and with which versions', () => {
    const { app, directory } = appWith();
    unencrypted(new Stack(app, 'Shop'));
    app.synth();
    const { 'api-cache-evidence.json': json, 'api-cache-evidence.html': html } = contents(directory);
    const { generatedAt, tool, source } = JSON.parse(json) as Evidence;
    expect(Math.abs(Date.now() - Date.parse(generatedAt!))).toBeLessThan(60_000);
    expect(html).toContain(`<time datetime="${generatedAt}">`);
    const template = readFileSync(join(app.outdir, 'Shop.template.json'));
    expect(source).toMatchObject({ inputs: [{ name: 'Shop.template.json', sha256: createHash('sha256').update(template).digest('hex') }], read: 1, notRead: 0 });
    expect(source.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(tool.cdkVersion).toBe((JSON.parse(readFileSync(require.resolve('aws-cdk-lib/package.json'), 'utf8')) as { readonly version: string }).version);
  });

  test('are those of the last synthesis', () => {
    const { app, directory } = appWith({ formats: [JSON_] });
    const stack = new Stack(app, 'Shop');
    unencrypted(stack, 'One');
    app.synth();
    unencrypted(stack, 'Two');
    app.synth({ force: true });
    expect(rowsIn(directory).map(({ logicalId }) => logicalId)).toEqual(['One', 'Two']);
  });

  test('replace those of another app that is gone', () => {
    const directory = emptyFolder();
    build(directory);
    const { app } = appWith({ directory });
    new Stack(app, 'Empty');
    app.synth();
    expect(rowsIn(directory)).toEqual([]);
    expect(readdirSync(directory).sort()).toEqual(ALL_FILES);
  });

  test('that nobody wants any more are gone', () => {
    const directory = emptyFolder();
    build(directory);
    build(directory, { formats: [CSV] });
    expect(readdirSync(directory)).toEqual(['api-cache-evidence.csv']);
  });

  test('are shared by all that write to one folder', () => {
    const directory = emptyFolder();
    const app = testApp();
    const [dev, prod] = [new Stage(app, 'Dev'), new Stage(app, 'Prod')];
    [dev, prod].forEach((stage) => unencrypted(new Stack(stage, 'Shop')));
    Validations.of(dev).addPlugins(new ApiCacheEvidence({ directory, formats: [JSON_] }));
    Validations.of(prod).addPlugins(new ApiCacheEvidence({ directory, formats: [CSV] }));
    app.synth();
    expect(rowsIn(directory).map(({ constructPath }) => constructPath).sort()).toEqual(['Dev/Shop/Stage', 'Prod/Shop/Stage']);
    expect(contents(directory)['api-cache-evidence.csv'].split('\r\n')).toHaveLength(4);
  });
});

describe('before and after', () => {
  const settings = { restApiId: 'abc', cacheClusterEnabled: true };
  const caches = (resourcePath: string, more: object = {}) => ({ httpMethod: 'GET', resourcePath, cachingEnabled: true, ...more });
  const said = (directory: string) => rowsIn(directory).map(({ methodKey, status, statedBefore, stated }) => `${methodKey} ${status} ${statedBefore ?? '-'} ${stated}`);

  test('what comes after a mixin, and before the aspect', () => {
    const { app, directory } = appWith({ formats: [JSON_] });
    const stage = new CfnStage(new Stack(app, 'Shop'), 'Stage', { ...settings, methodSettings: [caches('/~1a')] });
    new EncryptApiCache().applyTo(stage);
    stage.methodSettings = [...stage.methodSettings as never[], caches('/~1b'), caches('/~1c', { cacheDataEncrypted: true })];
    EncryptApiCache.everywhere(app);
    app.synth();
    expect(said(directory)).toEqual(['~1a/GET FIXED not stated true', '~1b/GET FIXED not stated true', '~1c/GET COMPLIANT - true']);
  });

  test('what comes between two syntheses', () => {
    const { app, directory } = appWith({ formats: [JSON_] });
    const stage = new CfnStage(new Stack(app, 'Shop'), 'Stage', { ...settings, methodSettings: [caches('/~1a')] });
    EncryptApiCache.everywhere(app);
    app.synth();
    stage.methodSettings = [...stage.methodSettings as never[], caches('/~1b')];
    app.synth({ force: true });
    expect(said(directory)).toEqual(['~1a/GET FIXED not stated true', '~1b/GET FIXED not stated true']);
  });

  test('a key without effect was not changed', () => {
    const { app, directory } = appWith({ formats: [JSON_] });
    const inert = { httpMethod: 'GET', resourcePath: '/orders/*', cacheDataEncrypted: true };
    new CfnStage(new Stack(app, 'Shop'), 'Stage', { ...settings, methodSettings: [caches('/~1a'), inert] });
    EncryptApiCache.everywhere(app);
    app.synth();
    expect(said(directory)).toEqual(['~1a/GET FIXED not stated true', 'orders/*/GET AT_RISK - true']);
  });

  test('an entry that is left alone is not said to be fixed, though nobody can name it either', () => {
    const { app, directory } = appWith({ formats: [JSON_] });
    const stack = new Stack(app, 'Shop');
    const path = (id: string) => new CfnParameter(stack, id).valueAsString;
    new CfnStage(stack, 'Stage', { ...settings, methodSettings: [caches(path('One')), caches(path('Two'), { cacheDataEncrypted: true })] });
    EncryptApiCache.everywhere(app);
    app.synth();
    expect(said(directory)).toEqual(['MethodSettings FIXED not stated true', 'MethodSettings COMPLIANT - true']);
  });

  test('what Globals say was fixed for every API that has it', () => {
    const { app, directory } = appWith({ formats: [JSON_] });
    const templateFile = join(emptyFolder(), 'template.json');
    writeFileSync(templateFile, JSON.stringify({
      Transform: 'AWS::Serverless-2016-10-31',
      Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }] } },
      Resources: Object.fromEntries(['One', 'Two'].map((id) => [id, { Type: 'AWS::Serverless::Api', Properties: { StageName: 'prod' } }])),
    }));
    new CfnInclude(new Stack(app, 'Shop'), 'Template', { templateFile });
    EncryptApiCache.everywhere(app);
    app.synth();
    expect(said(directory)).toEqual(['*/* FIXED not stated true', '*/* FIXED not stated true']);
  });
});

describe('never makes synthesis fail', () => {
  const reported = (app: App) => packReport(app, 'ApiCacheEvidence');

  test('and is not in CDK\'s report if all is well', () => {
    const { app } = appWith();
    unencrypted(new Stack(app, 'Shop'));
    expect(reported(app)).toEqual({ conclusion: 'success', active: [], acknowledged: [], violations: [] });
  });

  test('if the folder cannot be made', () => {
    const file = join(emptyFolder(), 'file');
    writeFileSync(file, '');
    const { app } = appWith({ directory: join(file, 'evidence') });
    unencrypted(new Stack(app, 'Shop'));
    const { conclusion, violations } = reported(app);
    expect(conclusion).toBe('success');
    expect(violations).toMatchObject([{ ruleName: 'ApiCache-EvidenceNotWritten', severity: 'warning' }]);
    expect(violations[0].description).toMatch(/^API cache evidence was not written: .*ENOTDIR/);
  });

  test('if a file is in the way', () => {
    const directory = emptyFolder();
    mkdirSync(join(directory, 'api-cache-evidence.html'));
    const { app } = appWith({ directory });
    new Stack(app, 'Shop');
    expect(reported(app).violations).toMatchObject([{ ruleName: 'ApiCache-EvidenceNotWritten', severity: 'warning' }]);
  });

  test('and leaves nothing of an earlier synthesis if it cannot judge', () => {
    const { app, directory } = appWith();
    const stack = new Stack(app, 'Shop');
    unencrypted(stack);
    app.synth();
    expect(readdirSync(directory)).toHaveLength(4);
    const plugin = new ApiCacheEvidence({ directory });
    const templatePath = join(app.outdir, stack.templateFile);
    chmodSync(templatePath, 0o600);
    writeFileSync(templatePath, '{ "AWS::ApiGateway::Stage"');
    const { success, violations } = plugin.validate({
      appConstruct: app, templatePaths: [templatePath], stackTemplates: [{ stackConstructPath: 'Shop', templatePath }],
    } as never);
    expect([success, violations.length]).toEqual([true, 1]);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('and writes nothing where a part cannot be judged: it would look complete', () => {
    const { app, directory } = appWith();
    const [good, bad] = ['Good', 'Bad'].map((id) => new Stack(app, id));
    [good, bad].forEach((stack) => unencrypted(stack));
    app.synth();
    const templates =
      [good, bad].map((stack) => ({ stackConstructPath: stack.node.path, templatePath: join(app.outdir, stack.templateFile) }));
    writeFileSync(templates[1].templatePath, '{ "AWS::ApiGateway::Stage"');
    const plugin = new ApiCacheEvidence({ directory });
    // As CDK asks two plugins, each about its own CDK stage.
    const asked = [plugin, new ApiCacheEvidence({ directory })].map((asking, index) =>
      asking.validate({ appConstruct: app, stackTemplates: [templates[1 - index]] } as never));
    expect(asked.map(({ success, violations }) => `${success} ${violations.length}`)).toEqual(['true 1', 'true 0']);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('where a link leads into the cloud assembly', () => {
    const app = testApp();
    const link = join(emptyFolder(), 'link');
    symlinkSync(join(app.outdir), link);
    Validations.of(app).addPlugins(new ApiCacheEvidence({ directory: join(link, 'evidence') }));
    unencrypted(new Stack(app, 'Shop'));
    expect(reported(app).violations).toMatchObject([{ ruleName: 'ApiCache-EvidenceNotWritten' }]);
    unencrypted(new Stack(app, 'More'));
    expect(() => app.synth({ force: true })).not.toThrow();
  });

  test('an output folder may be written with a slash at its end', () => {
    const outdir = join(emptyFolder(), 'out');
    const app = testApp({ outdir: `${outdir}/` });
    Validations.of(app).addPlugins(new ApiCacheEvidence());
    unencrypted(new Stack(app, 'Shop'));
    expect(reported(app).violations).toEqual([]);
    expect(readdirSync(`${outdir}.evidence`)).toHaveLength(4);
  });

  test.each([['itself', ''], ['a folder in it', 'evidence']])('if the folder is the cloud assembly: %s', (_, below) => {
    const app = testApp();
    unencrypted(new Stack(app, 'Shop'));
    Validations.of(app).addPlugins(new ApiCacheEvidence({ directory: join(app.outdir, below) }));
    const { violations } = reported(app);
    expect(violations).toMatchObject([{ ruleName: 'ApiCache-EvidenceNotWritten' }]);
    expect(violations[0].description).toMatch(/is in the cloud assembly, which CDK does not let plugins change$/);
    expect(existsSync(join(app.outdir, below, 'api-cache-evidence.json'))).toBe(false);
    // And once more, where CDK would fail if a file had changed.
    unencrypted(new Stack(app, 'More'));
    expect(() => app.synth({ force: true })).not.toThrow();
  });
});

describe('an option', () => {
  test.each<[ApiCacheEvidenceProps, string]>([
    [{ formats: ['pdf' as never] }, 'each entry of formats must be one of json, csv, sarif, html, got "pdf"'],
    [{ formats: HTML as never }, 'formats must be a list of ApiCacheReportFormat, got "html"'],
    [{ formats: [] }, 'formats must name at least one of json, csv, sarif, html'],
    [{ directory: '' }, 'directory must be a non-empty string, got ""'],
    [{ directory: 7 as never }, 'directory must be a non-empty string, got 7'],
    [{ timestamp: 'yes' as never }, 'timestamp must be true or false, got "yes"'],
  ])('%j throws', (props, message) => {
    expect(() => new ApiCacheEvidence(props)).toThrow(message);
  });

  test.each([[undefined], [null], [{}], [{ formats: null, directory: null, timestamp: null }]])('%j is all right', (props) => {
    expect(() => new ApiCacheEvidence(props as never)).not.toThrow();
  });
});
