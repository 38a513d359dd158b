import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { join, relative } from 'path';
import type { Metafile } from 'esbuild';
import { ROOT } from '../../support/paths';
import { run } from '../languages/shell';
import { compileIfStale } from '../runtimes/compiled-library';
import { installTarball, LONGEST_INSTALLATION, packInto, temporaryFolder } from '../runtimes/installed-package';

const LONGEST_TEST = 60_000;
/** A third of it is the SDK of AWS. */
const MOST_BYTES = 700_000;
/** The SDK, with what the command line needs of it. */
const MOST_BYTES_OF_SDK = 900_000;
const MOST_FILES = 300;

/** What may be in the package; everything else is a stray. */
const EXPECTED = [
  /^(\.jsii|\.jsii\.tabl\.json|LICENSE|README\.md|package\.json)$/,
  /^assets\/guard\/api-cache\.guard$/,
  /^bin\/cdk-encrypt-api-cache$/,
  /^lib\/(cli\.js|index\.js|third-party-licenses\.txt)$/,
  /^lib\/deployed\/aws\.js$/,
  /^lib\/third-party\/(commander|csv-stringify|diff|jsonc-parser|mustache|picomatch|tinyglobby|yaml)\.js$/,
  /^lib\/([a-z-]+\/)*[a-z-]+\.d\.ts$/,
  /^schema\/api-cache-audit-\d+\.schema\.json$/,
];

/** Folders whose size makes copies of a checkout slow; npm never packs them. */
const LEFT_OUT = new Set(['.git', 'node_modules', 'dist', 'coverage', 'reports', '.stryker-tmp', '.bench']);

const TEMPLATE = 'Resources: { Prod: { Type: AWS::ApiGateway::Stage, Properties: { CacheClusterEnabled: true, '
  + 'MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", CachingEnabled: true }] } } }\n';

const folder = temporaryFolder();
const project = join(folder, 'project');
let tarball: string;

beforeAll(async () => {
  await compileIfStale();
  tarball = packInto(folder);
  mkdirSync(project);
  installTarball(tarball, project);
}, LONGEST_INSTALLATION);

test(`is smaller than ${MOST_BYTES} bytes, with less than ${MOST_FILES} files`, () => {
  expect(statSync(tarball).size).toBeLessThan(MOST_BYTES);
  expect(filesIn(tarball).length).toBeLessThan(MOST_FILES);
});

test(`the SDK of AWS is smaller than ${MOST_BYTES_OF_SDK} bytes, and only --deployed loads it`, () => {
  expect(statSync(join(ROOT, 'lib', 'deployed', 'aws.js')).size).toBeLessThan(MOST_BYTES_OF_SDK);
  expect(readFileSync(join(ROOT, 'lib', 'cli.js'), 'utf8')).not.toContain('GetRestApisCommand');
});

test('has nothing in it but what is expected', () => {
  const files = filesIn(tarball);
  expect(files.filter((file) => !EXPECTED.some((pattern) => pattern.test(file)))).toEqual([]);
  // Without the samples, which a compile alone does not translate, every pattern matches something.
  expect(EXPECTED.filter((pattern) => !files.some((file) => pattern.test(file)))).toEqual([]);
});

test('a declaration is there for each one that another refers to, and none besides', () => {
  const declarations = filesIn(tarball).filter((file) => file.endsWith('.d.ts'));
  const referred = declarations.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [...text.matchAll(/from '(\.[^']+)'|import '(\.[^']+)'/g)].map(([, from, bare]) => join(file, '..', `${from ?? bare}.d.ts`));
  });
  expect([...new Set([...referred, 'lib/index.d.ts'])].sort()).toEqual([...declarations].sort());
});

test('what lies about in a checkout is not packed', () => {
  const checkout = join(folder, 'checkout');
  cpSync(ROOT, checkout, { recursive: true, filter: (path) => !LEFT_OUT.has(relative(ROOT, path)) });
  const folders = ['', ...readdirSync(checkout, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(checkout, path)).isDirectory())];
  expect(folders).toEqual(expect.arrayContaining(['lib', join('assets', 'guard'), 'bin', 'schema', 'src', 'test']));
  folders.forEach((each) => ['npm-debug.log', 'old-1.0.0.tgz', 'stray.js', '.env'].forEach((name) => writeFileSync(join(checkout, each, name), 'stray')));
  const packed = join(folder, 'from-checkout');
  mkdirSync(packed);
  expect([...filesIn(packInto(packed, checkout))].sort()).toEqual([...filesIn(tarball)].sort());
}, LONGEST_TEST);

describe('installed by itself, without a peer', () => {
  const command = (...args: readonly string[]) => run('npx', ['--no-install', 'cdk-encrypt-api-cache', ...args], project).output;

  test('no other package comes with it', () => {
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['cdk-encrypt-api-cache']);
    expect(existsSync(join(project, 'node_modules', 'cdk-encrypt-api-cache', 'node_modules'))).toBe(false);
  });

  test('the command says its version', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
    expect(command('--version').trim()).toBe(version);
  }, LONGEST_TEST);

  test.each([
    [['--version'], ['commander']],
    [['audit', 'started.json'], ['commander', 'jsonc-parser']],
    [['audit', 'started.yaml'], ['commander', 'yaml']],
    [['audit', 'started.json', '--format', 'html'], ['commander', 'jsonc-parser', 'mustache']],
    [['audit', 'started.json', '--format', 'csv'], ['commander', 'csv-stringify', 'jsonc-parser']],
    [['audit', '*.none'], ['commander', 'picomatch', 'tinyglobby']],
  ])('the command %j loads only the libraries %j', (args, libraries) => {
    writeFileSync(join(project, 'started.yaml'), TEMPLATE);
    writeFileSync(join(project, 'started.json'), '{"Resources": {"Prod": {"Type": "AWS::ApiGateway::Stage"}}}');
    const script = `process.argv = [process.execPath, 'cli', ...${JSON.stringify(args)}];
      process.on('exit', () => { process.exitCode = 0; console.log('\\n' + JSON.stringify(Object.keys(require.cache))); });
      require('./node_modules/cdk-encrypt-api-cache/lib/cli.js');`;
    const loaded = JSON.parse(run('node', ['-e', script], project).output.trim().split('\n').pop()!) as readonly string[];
    expect(loaded.flatMap((file) => /third-party.([a-z-]+)\.js$/.exec(file)?.slice(1) ?? []).sort()).toEqual(libraries);
  }, LONGEST_TEST);

  // Between them, they use each of the bundled libraries.
  test.each([
    ['a table', ['audit', '*.yaml', '--fail-on', 'never'], 'UNENCRYPTED'],
    ['CSV', ['audit', 'template.yaml', '--fail-on', 'never', '--format', 'csv'], 'UNENCRYPTED'],
    ['a page', ['audit', 'template.yaml', '--fail-on', 'never', '--format', 'html'], '<!doctype html>'],
    ['a diff of YAML', ['fix', 'template.yaml', '--dry-run', '--fail-on', 'never'], 'CacheDataEncrypted: true'],
    ['a diff of JSON', ['fix', 'template.json', '--dry-run', '--fail-on', 'never'], '"CacheDataEncrypted": true'],
  ])('the command writes %s', (_, args, expected) => {
    writeFileSync(join(project, 'template.yaml'), TEMPLATE);
    writeFileSync(join(project, 'template.json'), JSON.stringify({
      Resources: {
        Prod: {
          Type: 'AWS::ApiGateway::Stage',
          Properties: { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }] },
        },
      },
    }, undefined, 2));
    expect(command(...args)).toContain(expected);
  }, LONGEST_TEST);
});

test('the licences name every package whose code is in the bundles, with its version', () => {
  const metafiles = JSON.parse(readFileSync(join(ROOT, 'lib', 'metafiles.json'), 'utf8')) as readonly Metafile[];
  // The index, the command line, eight libraries beside them, and the SDK of AWS.
  expect(metafiles).toHaveLength(11);
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const packages = [...new Set(inputs.flatMap((file) => [...file.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)].slice(-1).map(([, name]) => name)))];
  expect(packages).toEqual(expect.arrayContaining(['commander', 'yaml', 'mustache']));
  const licences = readFileSync(join(project, 'node_modules', 'cdk-encrypt-api-cache', 'lib', 'third-party-licenses.txt'), 'utf8');
  const named = packages.filter((name) => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { readonly version: string };
    return licences.includes(`\n${name} ${version} (`);
  });
  expect(named).toEqual(packages);
});

/** By their paths in the package. */
function filesIn(archive: string): readonly string[] {
  return run('tar', ['--list', '--gzip', '--file', archive], folder).output.trim().split('\n').map((path) => path.replace(/^package\//, ''));
}
