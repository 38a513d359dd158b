import { JsonFile } from 'projen';
import type { awscdk } from 'projen';

const STRYKER_CONFIG = 'stryker.config.json';
const TEMPORARY_FOLDER = '.stryker-tmp';
const REPORTS = 'reports/mutation';

/** Whether the tests notice a change of `core/`: not part of any other command, since it takes so long. */
export function configureMutation(project: awscdk.AwsCdkConstructLibrary): void {
  new JsonFile(project, STRYKER_CONFIG, {
    obj: {
      mutate: ['src/core/**/*.ts'],
      testRunner: 'in-process',
      plugins: ['./test/mutation/runner.js'],
      coverageAnalysis: 'perTest',
      // A constant of a module is made once, so no test can be told apart by it.
      ignoreStatic: true,
      incremental: true,
      incrementalFile: `${REPORTS}/incremental.json`,
      reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
      clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
      htmlReporter: { fileName: `${REPORTS}/mutation.html` },
      jsonReporter: { fileName: `${REPORTS}/mutation.json` },
      thresholds: { high: 98, low: 97, break: 97 },
      timeoutMS: 3000,
      concurrency: 2,
      tempDirName: TEMPORARY_FOLDER,
      cleanTempDir: 'always',
      ignorePatterns: ['*', '!/src/**', '!/test/**', '!/package.json', '!/tsconfig*.json'],
      tsconfigFile: 'tsconfig.dev.json',
      allowConsoleColors: false,
      checkers: [],
    },
    marker: false,
  });

  project.addTask('mutation', {
    description: 'Change core/ in every small way, and see whether a test notices (Stryker); `--mutate src/core/judgement/judge.ts` takes one file',
    // A mutant must not survive by chance.
    env: { RANDOM_SEED: '1', TEST_SIZE: 'mutation' },
    exec: 'stryker run',
    receiveArgs: true,
  });

  [TEMPORARY_FOLDER, 'reports'].forEach((folder) => project.gitignore.exclude(`/${folder}/`));
}
