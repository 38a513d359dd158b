import type { awscdk } from 'projen';

/** The kinds of tests, each with a folder of its own below `test`. */
const KINDS = ['unit', 'spec', 'e2e'];

/** Everything that a test needs wherever it stands. Types are checked once, by the compiler, not by each worker. */
const EVERY_KIND = {
  rootDir: '.',
  clearMocks: true,
  // Copies of the project that `npm run mutation` works with.
  modulePathIgnorePatterns: ['<rootDir>/\\.stryker-tmp/'],
  moduleNameMapper: { '^cdk-encrypt-api-cache$': '<rootDir>/src/index.ts' },
  setupFiles: ['<rootDir>/test/support/setup.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/setup-each.ts'],
  globalSetup: '<rootDir>/test/support/temporary-folder.ts',
  globalTeardown: '<rootDir>/test/support/remove-temporary-folder.ts',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', transpilation: true }] },
};

const TYPES = 'tsc --noEmit --project tsconfig.dev.json';
const FULL = { TEST_SIZE: 'full' };

/** What is tested, how much of it, and by which command (CONTRIBUTING.md says which to run when). */
export function configureTests(project: awscdk.AwsCdkConstructLibrary): void {
  const { config } = project.jest!;
  ['testMatch', 'transform', 'clearMocks', 'testPathIgnorePatterns', 'collectCoverage', 'coverageReporters'].forEach((name) => delete config[name]);
  Object.assign(config, {
    projects: KINDS.map((kind) => ({ ...EVERY_KIND, displayName: kind, testMatch: [`<rootDir>/test/${kind}/**/*.test.ts`] })),
    // By default jest leaves a core idle.
    maxWorkers: '100%',
    reporters: ['default', ['jest-junit', { outputDirectory: 'test-reports' }], '<rootDir>/test/support/skipped-reporter.js'],
    collectCoverageFrom: ['src/**/*.ts'],
    coverageReporters: ['text', 'lcov'],
    // They hold only where coverage is collected: by test:all.
    coverageThreshold: {
      'global': { branches: 95, functions: 95, lines: 95, statements: 95 },
      './src/core/': { branches: 100, functions: 100, lines: 100, statements: 100 },
    },
  });

  const layers = project.addTask('depcruise', {
    description: 'The layers of src, by the rules of .dependency-cruiser.js (CONTRIBUTING.md)',
    exec: 'depcruise src --config .dependency-cruiser.js',
  });

  const { testTask } = project;
  testTask.reset();
  testTask.description = 'Types, layers, and the tests that show that the library does what it promises';
  testTask.exec(TYPES);
  testTask.spawn(layers);
  testTask.exec('jest --ci --selectProjects unit spec', { receiveArgs: true });

  project.addTask('test:spec', {
    description: 'The standard: its table in every notation, an independent reading of it, laws, Guard',
    env: FULL,
    exec: 'jest --ci --selectProjects spec',
    receiveArgs: true,
  });
  const languages = project.addTask('test:languages', {
    description: 'Build the package for TypeScript, Python, Java and Go, install it there, and compare what one app in each comes to',
    exec: 'ts-node --project tsconfig.dev.json --transpileOnly test/e2e/languages/run.ts',
    receiveArgs: true,
  });

  project.tasks.tryFind('test:update')!.reset('jest --updateSnapshot --selectProjects unit', { receiveArgs: true });

  const e2e = project.addTask('test:e2e', { description: 'The real command lines, processes, engines, a browser, an emulator, other languages' });
  e2e.spawn(project.compileTask);
  e2e.exec('jest --ci --selectProjects e2e');
  e2e.spawn(languages);

  const all = project.addTask('test:all', { description: 'Every test at its full size, with coverage and its thresholds, and lint', env: FULL });
  // What fails soonest goes first.
  all.exec(TYPES);
  all.spawn(layers);
  all.spawn(project.eslint!.eslintTask);
  all.spawn(project.compileTask);
  all.exec('jest --ci --coverage');
  all.spawn(languages);
}
