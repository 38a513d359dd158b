import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { isDeepStrictEqual } from 'util';
import { checkAssembly, Checked } from './assembly';
import { CASES, checkCases } from './cases';
import { checkDotnet, dotnet } from './dotnet';
import { go } from './go';
import { java } from './java';
import { Language } from './language';
import { checkLoading } from './loading';
import { buildPackage } from './package';
import { python } from './python';
import { answers, run } from './shell';
import { synthesise, Synthesis } from './synthesis';
import { checkTranslations } from './translations';
import { typescript } from './typescript';
import { CACHE } from '../../support/cache';
import { IS_CI } from '../../support/needs';
import { ROOT } from '../../support/paths';
import makeTemporaryFolder, { removeTemporaryFolder } from '../../support/temporary-folder';

// Builds the package for each language, installs it there, and synthesises the same app: all of them must come to the same.

const only = process.argv.slice(2);
let failed = false;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function exampleOf({ name, example = name.toLowerCase() }: Language): string {
  return example;
}

/** What an app and a program come to in a language. */
interface Made extends Synthesis {
  readonly versions: string;
  readonly faults: readonly string[];
}

function make(language: Language): Made {
  const folder = mkdtempSync(join(tmpdir(), `encrypt-${exampleOf(language)}-`));
  try {
    cpSync(join(ROOT, 'examples', exampleOf(language)), folder, { recursive: true });
    const installed = language.install(folder);
    return { ...synthesise(folder, installed), versions: installed.versions, faults: checkCases(folder, installed) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What goes wrong for one language says nothing of the others. */
function attempt(runCheck: () => Checked): Checked {
  try {
    return runCheck();
  } catch (error) {
    return { summary: `${runCheck.name} FAILED`, faults: [(error as Error).message] };
  }
}

function check(language: Language, reference: Synthesis | undefined): Synthesis | undefined {
  const missing = language.tools.filter((tool) => !answers(...tool)).map(([command]) => command);
  if (missing.length > 0 && language.isOptional) {
    say(`${language.name.padEnd(10)} not run here: no SDK`);
    return undefined;
  }
  if (missing.length > 0) {
    failed ||= IS_CI;
    say(`${language.name.padEnd(10)} ${IS_CI ? 'FAILED' : 'SKIPPED'}: ${missing.join(', ')} not found on this machine`);
    return undefined;
  }
  const start = Date.now();
  try {
    buildPackage(language);
    const { versions, faults, ...made } = make(language);
    const compared = (['templates', 'findings', 'audit', 'rows'] as const).filter((what) => made[what] !== undefined).map((what) => {
      const count = Object.keys(made[what]!).length;
      const isSame = count > 0 && isDeepStrictEqual(made[what], language === typescript ? made[what] : reference?.[what]);
      failed ||= !isSame;
      const same = language === typescript ? 'to compare with' : 'equal';
      return `${what} (${count}) ${isSame ? same : 'DIFFERENT'}`;
    });
    const count = Object.keys(CASES).length;
    compared.push(`cases (${count - faults.length} of ${count}) as expected`);
    failed ||= faults.length > 0;
    say(`${language.name.padEnd(10)} ${versions}: ${compared.join(', ')}, ${Math.round((Date.now() - start) / 1000)} s`);
    faults.forEach((fault) => say(`  ${fault}`));
    return made;
  } catch (error) {
    failed = true;
    say(`${language.name.padEnd(10)} FAILED: ${(error as Error).message}`);
    return undefined;
  }
}

makeTemporaryFolder();
process.once('exit', removeTemporaryFolder);
// Each Java virtual machine would leave a folder of counters behind.
process.env.MAVEN_OPTS = `${process.env.MAVEN_OPTS ?? ''} -XX:-UsePerfData`;
mkdirSync(CACHE, { recursive: true });
run('npx', ['projen', 'compile'], ROOT);
run('npx', ['projen', 'rosetta'], ROOT);
[checkAssembly, checkLoading, checkTranslations, checkDotnet].forEach((runCheck) => {
  const { summary, faults } = attempt(runCheck);
  failed ||= faults.length > 0;
  say(summary);
  faults.forEach((fault) => say(`  ${fault}`));
});
const reference = check(typescript, undefined);
[python, java, go, dotnet].filter((language) => only.length === 0 || only.includes(exampleOf(language)))
  .forEach((language) => check(language, reference));
say(failed ? 'languages: FAILED' : 'languages: all the same');
process.exitCode = failed ? 1 : 0;
