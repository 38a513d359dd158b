import { cpSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import Table from 'cli-table3';
import { dotnet } from '../../test/e2e/languages/dotnet';
import { java } from '../../test/e2e/languages/java';
import { Installed, Language } from '../../test/e2e/languages/language';
import { buildPackage } from '../../test/e2e/languages/package';
import { VERSIONS } from '../../test/e2e/languages/project';
import { python } from '../../test/e2e/languages/python';
import { answers, run } from '../../test/e2e/languages/shell';
import { sample, showSample } from '../results';

// What a user of another language gains over an aspect of their own, whose visit crosses the language border for every construct.

const STACKS = process.env.STACKS ?? '10';
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const MODES = ['none', 'ours', 'everywhere', 'hand'] as const;

type Mode = typeof MODES[number];

interface Measured {
  readonly build: number;
  readonly synth: number;
  readonly constructs: number;
  readonly encrypted: number;
}

function measure({ app, env }: Installed, folder: string, mode: Mode): Measured {
  const [program, ...args] = app.split(' ');
  const { output } = run(program, args, folder, {
    ...env,
    MODE: mode,
    STACKS,
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
    CDK_VALIDATION: 'false',
    // The Java runtime goes one call deeper with each visit: an aspect written in Java overflows a stack of the usual size.
    MAVEN_OPTS: '-Xss512m',
  });
  return JSON.parse(/\{.*\}/.exec(output)![0]) as Measured;
}

/** Seconds of each round. */
export interface LanguageRounds {
  readonly language: string;
  readonly constructs: number;
  readonly none: readonly number[];
  readonly ours: readonly number[];
  readonly everywhere: readonly number[];
  readonly hand: readonly number[];
}

const LANGUAGES: readonly Language[] = [python, java, dotnet];

/** The name on the command line, and of the folder. */
function folderOf({ name, example = name.toLowerCase() }: Language): string {
  return example;
}

const named = process.argv.slice(2).filter((argument) => argument !== '--json');
const unknown = named.filter((name) => !LANGUAGES.some((language) => folderOf(language) === name));
if (unknown.length > 0) {
  throw new Error(`no language is called ${unknown.join(', ')}: choose from ${LANGUAGES.map(folderOf).join(', ')}, or name none to measure all`);
}

// Without a name, a language without tools is left out if it is optional.
const chosen = LANGUAGES.filter((language) => named.length === 0
  ? !language.isOptional || language.tools.every((tool) => answers(...tool))
  : named.includes(folderOf(language)));
const all = chosen.map((language): LanguageRounds => {
  buildPackage(language);
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-bench-'));
  cpSync(join(__dirname, folderOf(language)), folder, { recursive: true });
  cpSync(join(__dirname, '..', '..', 'examples', 'python', 'requirements.txt'), join(folder, 'requirements.txt'));
  const installed = language.install(folder);
  const measured: Record<Mode, Measured[]> = { none: [], ours: [], everywhere: [], hand: [] };
  // Modes take turns, so that a slow moment of the machine is everybody's.
  Array.from({ length: ROUNDS }).forEach(() => MODES.forEach((mode) => measured[mode].push(measure(installed, folder, mode))));
  rmSync(folder, { recursive: true });
  const synth = (mode: Mode) => measured[mode].map((measurement) => measurement.synth);
  const [{ constructs, encrypted }] = measured.ours;
  if (encrypted === 0 || MODES.some((mode) => measured[mode].some((measurement) => measurement.encrypted !== (mode === 'none' ? 0 : encrypted)))) {
    throw new Error(`${language.name}: the aspects do not do the same`);
  }
  return { language: language.name, constructs, none: synth('none'), ours: synth('ours'), everywhere: synth('everywhere'), hand: synth('hand') };
});

if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify(all)}\n`);
} else {
  const ratios = ['ours / none', 'everywhere / none', 'hand / ours'];
  const head = ['language', 'constructs', 'no aspect', 'EncryptApiCache', 'everywhere', 'hand-written', ...ratios];
  const table = new Table({ head, style: { head: [], border: [] } });
  const shown = (values: readonly number[]) => showSample(sample(values));
  const over = (ours: readonly number[], theirs: readonly number[]) => shown(ours.map((value, round) => value / theirs[round]));
  table.push(...all.map(({ language, constructs, none, ours, everywhere, hand }) => [
    language, constructs, ...[none, ours, everywhere, hand].map(shown), over(ours, none), over(everywhere, none), over(hand, ours),
  ]));
  const facts = `Node.js ${process.version}, aws-cdk-lib ${VERSIONS.cdk}; ${ROUNDS} rounds, median (least–most)`;
  process.stdout.write(`${facts}, seconds of app.synth() with CDK_VALIDATION=false\n${table.toString()}\n`);
}
