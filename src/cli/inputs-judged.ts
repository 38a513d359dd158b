import { realpathSync } from 'fs';
import { Acceptance, NOTHING_ACCEPTED, readAccepted } from './accepted';
import { bytesOf, Input, readInput } from './input/input';
import { Source } from './input/source';
import { sourcesNamed } from './input/sources';
import { Judged, judged, judgedTrouble } from './judged';
import { plainText } from './plain-text';
import { Progress } from './progress';
import type { Shell } from './shell';
import { readDocument } from './template-file/read-document';
import { projectAround } from '../cdk/source-line';
import { EmbeddedReader } from '../core/embedded-stages';
import { EMBEDDED_READER } from '../embedded-reader';

/** Reads and judges everything that was named, one after the other, and shows each to whoever acts on it. */
export function inputsJudged(
  args: readonly string[],
  shell: Shell,
  acceptance: Acceptance,
  act?: (input: Input, one: Judged, reader: EmbeddedReader) => Judged,
): readonly Judged[] {
  const { sources, troubles } = sourcesNamed(args, shell.folder);
  const project = projectAround(shell.folder);
  const reader = readerBeyond(sources);
  const progress = new Progress(sources.length, shell.stderr);
  const all = sources.flatMap((source) => {
    const input = readInput(source, shell.stdin);
    const one = accepted(judged(input, project, reader), source, acceptance);
    progress.step();
    return one === undefined ? [] : [act === undefined ? one : act(input, one, reader)];
  });
  progress.end();
  return [...troubles.map(judgedTrouble), ...all];
}

/** What is an input itself is judged there. */
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

function accepted(one: Judged | undefined, { name }: Source, acceptance: Acceptance): Judged | undefined {
  return one && { ...one, rows: one.rows.map((row) => one.trouble === undefined ? acceptance.of(row, name) : row) };
}

/** The findings that a file accepts; nothing, once it is said what is wrong with the file. */
export function acceptanceOf(file: string | undefined, shell: Shell): Acceptance | undefined {
  if (file === undefined) {
    return new Acceptance(NOTHING_ACCEPTED, '', shell.now);
  }
  const [source] = sourcesNamed([file], shell.folder).sources;
  const raw = source === undefined ? { because: 'no such file' } : bytesOf(source, shell.stdin);
  const read = raw instanceof Uint8Array ? readDocument(raw) : { is: 'unreadable' as const, because: raw.because, line: undefined };
  const result = read.is === 'unreadable' ? { is: 'wrong' as const, because: read.because } : readAccepted(read.value);
  if (result.is === 'wrong') {
    const line = read.is === 'unreadable' && read.line !== undefined ? `:${read.line}` : '';
    shell.stderr.write(`error: --acknowledge ${plainText(file)}${line}: ${plainText(result.because)}\n`);
    return undefined;
  }
  return new Acceptance(result.accepted, file, shell.now);
}

/** Says what could not be read, and what of the accepted findings is of no use any more. */
export function sayWhatIsAmiss(all: readonly Judged[], acceptance: Acceptance, { stderr }: Shell): void {
  for (const { trouble } of all) {
    if (trouble !== undefined) {
      stderr.write(`error: ${plainText(trouble.name)}${trouble.line === undefined ? '' : `:${trouble.line}`}: ${plainText(trouble.because)}\n`);
    }
  }
  const { expired, unused } = acceptance.idle;
  expired.forEach(({ id, until }) => stderr.write(`warning: the acknowledgment of ${plainText(id)} expired (valid until ${until})\n`));
  unused.forEach(({ id }) => stderr.write(`warning: the acknowledgment of ${plainText(id)} matches no finding\n`));
}
