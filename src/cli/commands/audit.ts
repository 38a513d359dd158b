import { resolve } from 'path';
import { reportOf } from '../../audit/report';
import { WRITERS } from '../../audit/report-formats';
import type { AuditRequest, OutputFormat, ReportRequest } from '../arguments';
import { writeBaseline } from './baseline';
import { reasonOf } from '../input/sources';
import { exitCodeOf } from '../judge/exit-code';
import type { JudgedInput } from '../judge/judge-input';
import { acknowledgmentsIn, judgeInputs, printProblems } from '../judge/judge-inputs';
import { summarizeInputs } from '../output/summary';
import { renderTable } from '../output/table';
import { writeFile } from '../output/write-file';
import { EXIT, ExitCode, Environment, Stream } from '../terminal/environment';
import { plainText } from '../terminal/plain-text';
import { Styled } from '../terminal/styled';

/** Judges what was named, and says what came out. */
export function audit(request: AuditRequest, environment: Environment): ExitCode {
  const acknowledgments = acknowledgmentsIn(request.acknowledge, environment);
  if (acknowledgments === undefined) {
    return EXIT.trouble;
  }
  const judged = judgeInputs(request, environment, acknowledgments);
  printProblems(judged, acknowledgments, environment);
  const all = request.baseline === undefined ? judged : writeBaseline(judged, request.baseline, environment);
  if (all === undefined) {
    return EXIT.trouble;
  }
  if (!printReport(all, request, environment)) {
    return EXIT.trouble;
  }
  return exitCodeOf(all, request.failOn);
}

/** @returns whether it could be said */
export function printReport(all: readonly JudgedInput[], { format, output, all: isAll }: ReportRequest, environment: Environment): boolean {
  const { stdout, stderr } = environment;
  if (output === undefined) {
    stdout.write(reportAs(format, all, isAll, stdout));
    // A report for a machine has the stream for itself.
    if (format !== 'table') {
      stderr.write(`${summarizeInputs(all, new Styled(stderr))}\n`);
    }
    return true;
  }
  try {
    writeFile(resolve(environment.folder, output), reportAs(format, all, isAll, FILE));
  } catch (error) {
    stderr.write(`error: --output ${plainText(output)}: cannot be written (${(error as NodeJS.ErrnoException).code ?? reasonOf(error)})\n`);
    return false;
  }
  stdout.write(`${summarizeInputs(all, new Styled(stdout))}\n`);
  return true;
}

/** What a table in a file looks like. */
const FILE: Stream = { write: () => undefined, isTerminal: false, isColoured: false, columns: 80 };

function reportAs(format: OutputFormat, all: readonly JudgedInput[], isAll: boolean, stream: Stream): string {
  return format === 'table' ? `${renderTable(all, isAll, stream)}${summarizeInputs(all, new Styled(stream))}\n` : WRITERS[format](reportOf(all.flatMap(({ rows }) => rows)));
}
