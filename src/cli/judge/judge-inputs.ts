import { realpathSync } from 'fs';
import { foreignSuppressions } from './foreign-suppressions';
import { fileIn, JudgedInput, judgeInput, judgedTrouble } from './judge-input';
import { EMBEDDED_READER } from '../../audit/embedded-reader';
import { sha256Of } from '../../audit/report';
import { projectAround } from '../../audit/source-line';
import { placeLabel } from '../../audit/stage-labels';
import { EmbeddedReader } from '../../core/judgement/embedded-stages';
import { withArn, Whereabouts } from '../../core/stage/deployed-stage';
import { Path } from '../../core/template-language/place';
import { readDocument } from '../../template-text/read-document';
import { Acknowledgments, NO_ACKNOWLEDGMENTS, readAcknowledgmentFile } from '../input/acknowledgment-file';
import { Input } from '../input/input';
import { bytesOf, readInputs } from '../input/read-inputs';
import { InputProblem, Source } from '../input/source';
import { findSources, Search } from '../input/sources';
import { TemplateAcknowledgments } from '../input/template-acknowledgments';
import { number } from '../output/summary';
import type { AuditRequest } from '../request';
import type { Environment } from '../terminal/environment';
import { plainText } from '../terminal/plain-text';
import { Progress } from '../terminal/progress';

/** @returns what is left of the findings of an input */
export type ActOnInput = (input: Input, judgedInput: JudgedInput, reader: EmbeddedReader) => JudgedInput;

/** Reads and judges all inputs, one after the other, and passes each to the callback. */
export function judgeInputs(
  { inputs: args, exclude, ignoreUnknown, deployed }: Pick<AuditRequest, 'inputs' | 'exclude' | 'ignoreUnknown' | 'deployed'>,
  environment: Environment,
  acknowledgments: Acknowledgments,
  act?: ActOnInput,
): readonly JudgedInput[] {
  const { sources, troubles, searches } = findSources(args, environment.folder, exclude, ignoreUnknown);
  const read = new Set<string | undefined>();
  const project = projectAround(environment.folder);
  const reader = readerBeyond(sources);
  const progress = new Progress(sources.length, environment.stderr);
  const all = sources.flatMap((source) => {
    const raw = bytesOf(source, environment.stdin);
    const inputs = readInputs(source, raw).map((input) => locatedInput(input, deployed));
    const name = fileIn(project, source) ?? source.name;
    const content = raw instanceof Uint8Array && inputs.length > 0 ? { name, sha256: sha256Of(raw) } : undefined;
    progress.step();
    inputs.forEach(() => read.add(source.path));
    return inputs.map((input) => {
      const judgedInput = { ...acknowledgeRows(input, judgeInput(input, project, reader), acknowledgments, environment.now), content };
      return act === undefined ? judgedInput : act(input, judgedInput, reader);
    });
  });
  progress.end();
  return [...[...troubles, ...searches.flatMap((search) => fruitless(search, read))].map(judgedTrouble), ...all];
}

/** A folder or a glob with nothing to audit is probably the wrong one. */
function fruitless({ name, paths, packaged }: Search, read: ReadonlySet<string | undefined>): readonly InputProblem[] {
  if ([...paths].some((path) => read.has(path))) {
    return [];
  }
  const passedOver = paths.size === 0 ? '' : `, ${number(paths.size, 'file')} passed over`;
  const hint = packaged.length === 0 ? '' : `; audit ${packaged.join(' and ')}, which hold packaged templates`;
  return [{ name, because: `no template or listing found${passedOver}${hint}` }];
}

/** What a listing says itself goes before what the options say. */
function locatedInput(input: Input, deployed: Whereabouts): Input {
  return input.is === 'listing' ? { ...input, stages: input.stages.map((stage) => withArn({ ...deployed, ...stage })) } : input;
}

/** Does not open files that are inputs themselves: they are judged as such. */
function readerBeyond(sources: readonly Source[]): EmbeddedReader {
  const inputs = new Set(sources.map(({ path }) => path));
  const { parse, open } = EMBEDDED_READER;
  return {
    parse,
    open: (location, from) => {
      const opened = open(location, from);
      return opened === undefined || inputs.has(realpathSync(opened.file)) ? undefined : opened;
    },
  };
}

/** The rows with the acknowledgments of the file and of the template itself. */
export function acknowledgeRows(input: Input, judgedInput: JudgedInput, acknowledgments: Acknowledgments, now: Date): JudgedInput {
  if (input.is === 'trouble') {
    return judgedInput;
  }
  const { name } = input.source;
  const acknowledged = judgedInput.rows.map((row) => acknowledgments.of(row, name));
  if (input.is === 'listing' || input.file === undefined) {
    return { ...judgedInput, rows: acknowledged };
  }
  const { file, within } = input;
  // The lines of a template that stands in something else are not those of the file.
  const at = (path: Path) => within === undefined ? `${name}:${file.positionOf(path).line}` : name;
  const own = new TemplateAcknowledgments(file, name, at, now);
  const rows = acknowledged.map((row) => own.of(row));
  return { ...judgedInput, rows, warnings: [...own.warnings, ...foreignSuppressions(file, rows, at)] };
}

/** Reads an acknowledgment file. Returns nothing, and prints an error, if the file is invalid. */
export function acknowledgmentsIn(file: string | undefined, environment: Environment): Acknowledgments | undefined {
  if (file === undefined) {
    return new Acknowledgments(NO_ACKNOWLEDGMENTS, '', environment.now);
  }
  const [source] = findSources([file], environment.folder).sources;
  const raw = source === undefined ? { because: 'no such file' } : bytesOf(source, environment.stdin);
  const read = raw instanceof Uint8Array ? readDocument(raw) : { is: 'unreadable' as const, because: raw.because, line: undefined };
  const result = read.is === 'unreadable' ? { is: 'wrong' as const, because: read.because } : readAcknowledgmentFile(read.value);
  if (result.is === 'wrong') {
    const line = read.is === 'unreadable' && read.line !== undefined ? `:${read.line}` : '';
    environment.stderr.write(`error: --acknowledge ${plainText(file)}${line}: ${plainText(result.because)}\n`);
    return undefined;
  }
  return new Acknowledgments(result.file, file, environment.now);
}

/** Prints the inputs that could not be read, and the acknowledgments that acknowledge nothing. */
export function printProblems(all: readonly JudgedInput[], acknowledgments: Acknowledgments, { stderr }: Environment): void {
  for (const { trouble } of all) {
    if (trouble !== undefined) {
      stderr.write(`error: ${plainText(trouble.name)}${trouble.line === undefined ? '' : `:${trouble.line}`}: ${plainText(trouble.because)}\n`);
    }
  }
  all.flatMap(({ source, unread = [] }) => unread.map(({ place, because }) => `${placeLabel(place) || source.name}: ${because}`))
    .forEach((error) => stderr.write(`error: ${plainText(error)}\n`));
  all.flatMap(({ warnings = [] }) => warnings).forEach((warning) => stderr.write(`warning: ${plainText(warning)}\n`));
  const { expired, unused } = acknowledgments.unusedEntries;
  expired.forEach(({ id, until }) => stderr.write(`warning: the acknowledgment of ${plainText(id)} expired (valid until ${until})\n`));
  unused.forEach(({ id }) => stderr.write(`warning: the acknowledgment of ${plainText(id)} matches no finding\n`));
}
