// The layers of src: core <- catalog <- wording <- guard, audit <- cdk, constructs, cli <- public <- index (CONTRIBUTING.md).
// `npx projen depcruise` holds them, and so do `npm test` and `npm run test:all`. Imports of types count.

const CDK = '^node_modules/(aws-cdk-lib|constructs|cdk-nag)/';

/** The folders and files of src, as a pattern. */
const src = (...names) => `^src/(${names.map((name) => name.endsWith('.ts') ? name.replace('.', '\\.') : `${name}/`).join('|')})`;

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** What a layer may import of src; `others` are packages and modules of Node.js that it may have. */
const layer = (name, comment, folder, allowed) => rule(name, comment, { path: src(folder) }, { path: '^src/', pathNot: src(folder, ...allowed) });

module.exports = {
  forbidden: [
    rule(
      'core-is-pure', 'core/ is the standard: it imports only core/, so no framework, no package and no module of Node.js.',
      { path: src('core') }, { pathNot: src('core') },
    ),
    rule(
      'core-template-language-first', 'core/template-language/ reads CloudFormation values and knows nothing of API Gateway.',
      { path: src('core/template-language') }, { pathNot: src('core/template-language') },
    ),
    rule(
      'core-stage-before-judgement', 'core/stage/ says what a cached stage is; core/judgement/ judges it.',
      { path: src('core/stage') }, { path: src('core/judgement') },
    ),
    rule(
      'catalog-is-data', 'catalog/ is data about rules, controls and frameworks: it imports only core/ and catalog/.',
      { path: src('catalog') }, { pathNot: src('core', 'catalog') },
    ),
    rule(
      'wording-is-pure', 'wording/ turns judgements into ids, locations and sentences: it imports only what is below, and the version for links.',
      { path: src('wording') }, { pathNot: src('core', 'catalog', 'wording', 'package-files.ts') },
    ),
    layer('template-text-edits-values', 'template-text/ edits JSON and YAML and knows nothing of API Gateway.', 'template-text', ['core/template-language']),
    layer('guard-is-text', 'guard/ writes the same rules in the language of Guard: it needs neither rows nor CDK.', 'guard', ['core', 'catalog', 'wording', 'options.ts']),
    layer(
      'audit-needs-no-cdk', 'audit/ makes rows and writes them, for CDK and the command line alike.',
      'audit', ['core', 'catalog', 'wording', 'template-text', 'package-files.ts'],
    ),
    layer(
      'cdk-knows-no-shell', 'cdk/ is the border to CDK: it knows neither the public classes nor the command line.',
      'cdk', ['core', 'catalog', 'wording', 'template-text', 'audit', 'package-files.ts', 'options.ts'],
    ),
    layer(
      'constructs-need-no-synthesis', 'constructs/ guards what is deployed and needs nothing of the synthesis.',
      'constructs', ['core', 'catalog', 'wording', 'guard', 'package-files.ts', 'options.ts'],
    ),
    layer(
      'cli-is-a-shell', 'cli/ is the shell of the command line: it stands on the audit, and shares nothing with the aspect.',
      'cli', ['core', 'catalog', 'wording', 'template-text', 'audit', 'package-files.ts'],
    ),
    layer(
      'public-is-the-shell', 'public/ has what users call: it knows neither the command line nor the constructs for an account.',
      'public', ['core', 'catalog', 'wording', 'audit', 'cdk', 'package-files.ts', 'options.ts'],
    ),
    rule(
      'foundation-first', 'options.ts and package-files.ts serve every layer, so they import only core/.',
      { path: src('options.ts', 'package-files.ts') }, { path: '^src/', pathNot: src('core') },
    ),
    rule(
      'cli-never-reaches-cdk', 'The command line runs without CDK: no chain of imports may lead there.',
      { path: src('cli') }, { path: CDK, reachable: true },
    ),
    rule(
      'audit-never-reaches-cdk', 'What the command line stands on must not lead to CDK either.',
      { path: src('core', 'catalog', 'wording', 'template-text', 'guard', 'audit') }, { path: CDK, reachable: true },
    ),
    rule('no-cycles', 'Two files that import each other are one file in two places.', { path: '^src/' }, { circular: true }),
    rule(
      'no-orphans', 'Neither the index nor the command line leads to this file: it is of no use.',
      { path: src('index.ts', 'cli/cli.ts') }, { path: '^src/', pathNot: src('index.ts', 'cli/cli.ts'), reachable: false },
    ),
    rule('nothing-unresolved', 'An import that leads nowhere is held by no rule.', { path: '^src/' }, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.dev.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
