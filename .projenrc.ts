import { awscdk, javascript } from 'projen';
import { AWS_FILES, LIBRARIES, LIBRARY_FILES } from './projenrc/libraries';
import { configureMutation } from './projenrc/mutation';
import { configureTests } from './projenrc/tests';
import { Workflows } from './projenrc/workflows';

// The floor of the peer ranges is what every test runs with (ADR 0016). `npx projen test:newest` runs with the newest: as soon as there
// is an aws-cdk-lib above the floor.
const OLDEST = { cdkVersion: '2.276.0', constructsVersion: '10.5.1' };
const NEWEST = { AWS_CDK_LIB: '2.276.0', CONSTRUCTS: '10.8.1', CDK_NAG: '3.0.2' };

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-encrypt-api-cache',
  description: 'Encrypts the response cache of every Amazon API Gateway REST API in a CDK app, method by method, or reports what is missing',
  author: 'The cdk-encrypt-api-cache authors',
  authorAddress: 'https://github.com/cdkencryptapicache',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdkencryptapicache/cdk-encrypt-api-cache.git',
  license: 'Apache-2.0',
  keywords: ['aws', 'aws-cdk', 'apigateway', 'cache', 'encryption', 'compliance', 'security', 'aspect', 'mixin', 'cdk-nag'],
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  npmignoreEnabled: false,
  defaultReleaseBranch: 'main',

  ...OLDEST,
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.3',
  minNodeVersion: '20.16.0',
  // Beside cdk-nag 2, too (ADR 0021). The types are those of 3.
  peerDeps: ['cdk-nag@^2.0.0 || ^3.0.2'],
  peerDependencyOptions: { pinnedDevDependency: false },
  bin: { 'cdk-encrypt-api-cache': 'bin/cdk-encrypt-api-cache' },
  devDeps: [
    ...Object.entries(LIBRARIES).map(([name, range]) => `${name}@${range}`),
    '@cdklabs/cdk-ssm-documents@0.0.74',
    '@cdklabs/cdk-validator-cfnguard@0.0.62',
    // The generation of Guard that AWS Config runs.
    'cfnguard-2@npm:@cdklabs/cdk-validator-cfnguard@0.0.40',
    '@microsoft/jest-sarif@1.0.0-beta.0',
    // 10 needs Node.js 22.
    '@stryker-mutator/core@9.6.1',
    // The package managers that users have beside npm, for test/e2e/package.
    '@yarnpkg/cli-dist@4.18.1',
    'pnpm@10.34.9',
    '@types/mustache@^4',
    '@types/node@^20',
    '@types/picomatch@^4',
    '@types/sarif@^2.1.7',
    'ajv@^8',
    'ajv-draft-04@^1',
    'ajv-formats@^3',
    'aws-cdk@2.1148.1',
    'axe-core@^4',
    // For the tables of the benchmark.
    'cli-table3@^0.6.5',
    'csv-parse@^5',
    'dependency-cruiser@^17',
    'fast-check@^4',
    'esbuild@^0.28',
    'playwright-core@^1.50',
    'pure-rand@^8',
    'tsconfig-paths@^4',
  ],

  tsconfigDevFile: 'tsconfig.dev.json',
  sampleCode: false,
  docgen: true,
  integrationTestAutoDiscover: false,
  typecheckTests: true,
  jestOptions: { jestVersion: '^30', updateSnapshot: javascript.UpdateSnapshot.NEVER },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'examples', 'bench', 'projenrc'],
    commandOptions: { fix: false, extraArgs: ['--max-warnings=0'] },
  },

  publishToPypi: { distName: 'cdk-encrypt-api-cache', module: 'cdk_encrypt_api_cache' },
  publishToMaven: {
    javaPackage: 'io.github.cdkencryptapicache',
    mavenGroupId: 'io.github.cdkencryptapicache',
    mavenArtifactId: 'cdk-encrypt-api-cache',
  },
  publishToNuget: { dotNetNamespace: 'CdkEncryptApiCache', packageId: 'CdkEncryptApiCache' },
  publishToGo: { moduleName: 'github.com/cdkencryptapicache/cdk-encrypt-api-cache-go', packageName: 'cdkencryptapicache' },

  // Nothing of the release is a secret of this repository: npm trusts the workflow, the others have theirs on GitHub (CONTRIBUTING.md).
  buildWorkflow: false,
  release: true,
  npmTrustedPublishing: true,
  npmProvenance: true,
  bumpPackage: 'commit-and-tag-version@^12',
  pullRequestTemplate: false,
  githubOptions: { mergify: false, pullRequestLint: false },
  depsUpgrade: false,
});

project.gitignore.exclude('cdk.out', '.jsii.tabl.json');
// What Node.js takes for granted, Deno and bundlers like to be told.
project.package.addField('type', 'commonjs');

// jsii-pacmak writes an .npmignore, which npm does not read beside `files`.
project.gitignore.exclude('/.npmignore');

// `coverage` is a folder of the sources as well; `/coverage/` stays ignored.
project.gitignore.removePatterns('coverage');
const ignoredByLint: string[] = project.eslint!.config.ignorePatterns;
ignoredByLint.splice(ignoredByLint.indexOf('coverage'), 1, '/coverage/');
// What ships, and nothing else (ADR 0020). The translated samples go along: packages of other languages are made from npm's.
project.package.addField('files', [
  '.jsii',
  '.jsii.tabl.json',
  'assets/guard/*.guard',
  'bin/cdk-encrypt-api-cache',
  'lib/**/*.d.ts',
  'lib/cli.js',
  'lib/index.js',
  ...Object.values({ ...LIBRARY_FILES, ...AWS_FILES }).map((file) => `lib/${file}`),
  'lib/third-party-licenses.txt',
  'schema/*.schema.json',
]);
project.tsconfigDev.addInclude('.projenrc.ts');
['lib', 'dist'].forEach((folder) => project.tsconfigDev.addExclude(folder));
// Examples import the package by its name, as a user's app does.
project.tsconfigDev.file!.addOverride('compilerOptions.paths', { 'cdk-encrypt-api-cache': ['./src/index.ts'] });
configureTests(project);
configureMutation(project);

// For Go the code is the package; test:languages compiles it, with the modules that a user has. For .NET it is all that a machine without
// the SDK can make.
project.tasks.tryFind('package:go')!.reset('jsii-pacmak -v --target go --code-only');
const dotnet = project.tasks.tryFind('package:dotnet')!;
dotnet.reset();
dotnet.exec('jsii-pacmak -v --target dotnet', { condition: 'dotnet --version' });
dotnet.exec('jsii-pacmak -v --target dotnet --code-only', { condition: '! dotnet --version' });

new Workflows(project);

project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
// ts-node would leave its cache in the temporary directory.
project.tasks.addEnvironment('DISABLE_V8_COMPILE_CACHE', '1');
// Without the pin, `npm ci` refuses the lock file that `npm install` wrote.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

project.addTask('test:newest', {
  description: 'Run the suite with the newest versions of CDK that this library is known to work with',
  env: NEWEST,
  exec: '.ci/test-newest',
  receiveArgs: true,
});

project.addTask('rule-pages', {
  description: 'Render docs/reference/rules from the catalogue',
  exec: 'ts-node --project tsconfig.dev.json --transpileOnly projenrc/rule-pages.ts',
});

project.addTask('conformance-page', {
  description: 'Render docs/reference/conformance.md from the table of the tests',
  exec: 'ts-node --project tsconfig.dev.json --transpileOnly projenrc/conformance-page.ts',
});

project.addTask('guard-rules', {
  description: 'Render assets/guard from the catalogue',
  exec: 'ts-node --project tsconfig.dev.json --transpileOnly projenrc/guard-rules.ts',
});

project.addTask('demo-picture', {
  description: 'Render the picture of the README from what the demo prints',
  exec: 'ts-node --project tsconfig.dev.json --transpileOnly projenrc/demo-picture.ts',
});

project.addTask('compare', {
  description: 'Run cdk-nag\'s rule, Control Tower\'s Guard rule and our audit on the conformance templates, and render docs/reference/comparison.md',
  exec: 'ts-node --project tsconfig.dev.json --transpileOnly --require tsconfig-paths/register projenrc/comparison-page.ts',
});

project.addTask('peers', {
  description: 'Run cdk-nag\'s rule on API caches and ours on the same apps, fault by fault',
  exec: 'jest --verbose test/e2e/peers',
});

// What is measured must not share its process with a compiler, so this code is compiled.
new javascript.TypescriptConfig(project, {
  fileName: 'bench/tsconfig.json',
  extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([project.tsconfigDev]),
  include: ['./**/*.ts'],
  exclude: ['languages'],
  compilerOptions: { rootDir: '..', outDir: '../.bench', noEmit: false },
});
project.gitignore.exclude('/.bench/');

const bench = project.addTask('bench', {
  description: 'Measure what this library costs, beside others. Names of measures choose some of them; docs/reference/benchmarks.md keeps what it has of the others',
});
bench.spawn(project.compileTask);
bench.exec('tsc --project bench/tsconfig.json');
bench.exec('node .bench/bench/run.js', { receiveArgs: true });

project.addTask('bench:languages', {
  description: 'Measure our aspect in Python, Java and .NET beside one that is written there; compile first',
  exec: 'ts-node --project tsconfig.dev.json --transpileOnly bench/languages/run.ts',
  receiveArgs: true,
});

project.addTask('demo', {
  description: 'Synthesise the example shop without and with EncryptApiCache, and compare',
  exec: 'ts-node --project tsconfig.dev.json --transpileOnly --require tsconfig-paths/register examples/demo.ts',
});

// One file loads in half the time of seventy (ADR 0011). The declarations stay where the compiler puts them.
project.compileTask.exec('ts-node --project tsconfig.dev.json --transpileOnly projenrc/bundle.ts');
// Package indexes of other languages show the README without the repository around it.
project.compileTask.exec('ts-node --project tsconfig.dev.json --transpileOnly projenrc/package-readme.ts');

const rosetta = project.addTask('rosetta', {
  description: 'Compile the examples of README, docstrings and docs/guide; reads what the last compile left in .jsii and lib',
  exec: 'jsii-rosetta extract --compile --strict .jsii',
});
rosetta.exec('ts-node --project tsconfig.dev.json --transpileOnly projenrc/guide-examples.ts');

// Without it, the samples in the docs of other languages stay TypeScript.
project.postCompileTask.spawn(rosetta);

project.removeTask('compat');
project.addTask('compat', {
  description: 'Compare the public API with that of the last release, or of the tarball that is given; compile first',
  exec: 'ts-node --project tsconfig.dev.json --transpileOnly projenrc/compat.ts',
  receiveArgs: true,
});

// The project service looks for the nearest tsconfig.json, and that one knows only src.
project.eslint!.config.parserOptions = { ecmaVersion: 2018, sourceType: 'module', project: './tsconfig.dev.json' };
project.eslint!.config.settings['import/resolver'] = { typescript: { project: './tsconfig.dev.json' } };

project.eslint!.addRules({
  'id-denylist': ['error', 'one', 'some', 'other'],
  'no-nested-ternary': 'error',
  '@stylistic/max-len': ['error', {
    code: 140, tabWidth: 2, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true,
  }],
});

// What projen would pin is the lowest version of each peer, and that of cdk-nag has other types.
project.addDevDeps(`aws-cdk-lib@${OLDEST.cdkVersion}`, `constructs@${OLDEST.constructsVersion}`, 'cdk-nag@3.0.2');
project.compileTask.updateStep(0, { exec: 'jsii --silence-warnings=reserved-word --silence-warnings=metadata/missing-dev-dependency' });

// The libraries are bundled; that nothing else of devDependencies is, projenrc/bundle.ts sees to.
project.eslint!.allowDevDeps('src/**');

project.eslint!.addOverride({
  files: ['src/**/*.ts'],
  // nag.ts stands in for a class of cdk-nag, which is no private member.
  excludedFiles: ['src/cdk/internals.ts', 'src/public/nag.ts'],
  rules: {
    'no-restricted-syntax': ['error', {
      selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
      message: 'cdk/internals.ts alone reaches private members',
    }],
  },
});
project.eslint!.addOverride({
  files: ['src/{core,catalog,wording}/**/*.ts'],
  rules: { 'no-restricted-globals': ['error', 'process', 'require', 'Date', 'console'] },
});

project.synth();
