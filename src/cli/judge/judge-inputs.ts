import { realpathSync } from 'fs';
import type { Common } from '../arguments';
import { JudgedInput, judgeInput, judgedTrouble } from './judge-input';
import { EMBEDDED_READER } from '../../audit/embedded-reader';
import { projectAround } from '../../audit/source-line';
import { EmbeddedReader } from '../../core/judgement/embedded-stages';
import { readDocument } from '../../template-text/read-document';
import { Acknowledgments, NO_ACKNOWLEDGMENTS, readAcknowledgmentFile } from '../input/acknowledgment-file';
import { bytesOf, Input, readInput } from '../input/input';
import { Source } from '../input/source';
import { findSources } from '../input/sources';
import type { Environment } from '../terminal/environment';
import { plainText } from '../terminal/plain-text';
import { Progress } from '../terminal/progress';

/** Reads and judges all inputs, one after the other, and passes each to the callback. */
export function judgeInputs(
  { inputs, ignoreUnknown }: Pick<Common, 'inputs' | 'ignoreUnknown'>,
  environment: Environment,
  acknowledgments: Acknowledgments,
  act?: (input: Input, judgedInput: JudgedInput, reader: EmbeddedReader) => JudgedInput,
): readonly JudgedInput[] {
  const { sources, troubles } = findSources(inputs, environment.folder, ignoreUnknown);
  const project = projectAround(environment.folder);
  const reader = readerBeyond(sources);
  const progress = new Progress(sources.length, environment.stderr);
  const all = sources.flatMap((source) => {
    const input = readInput(source, environment.stdin);
    const judgedInput = withAcknowledgments(judgeInput(input, project, reader), source, acknowledgments);
    progress.step();
    return judgedInput === undefined ? [] : [act === undefined ? judgedInput : act(input, judgedInput, reader)];
  });
  progress.end();
  return [...troubles.map(judgedTrouble), ...all];
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

function withAcknowledgments(
  judgedInput: JudgedInput | undefined, { name }: Source, acknowledgments: Acknowledgments,
): JudgedInput | undefined {
  return judgedInput
    && { ...judgedInput, rows: judgedInput.rows.map((row) => judgedInput.trouble === undefined ? acknowledgments.of(row, name) : row) };
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
  const { expired, unused } = acknowledgments.unusedEntries;
  expired.forEach(({ id, until }) => stderr.write(`warning: the acknowledgment of ${plainText(id)} expired (valid until ${until})\n`));
  unused.forEach(({ id }) => stderr.write(`warning: the acknowledgment of ${plainText(id)} matches no finding\n`));
}
