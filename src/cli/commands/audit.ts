import { resolve } from 'path';
import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import { buildOrigin } from '../../audit/build-origin';
import { ReportOrigin, reportOf } from '../../audit/report';
import { WRITERS } from '../../audit/report-formats';
import { renderSarif } from '../../audit/sarif';
import { rememberedStage, rememberStage } from '../../audit/stage-of-row';
import type { AuditRequest, ReportRequest } from '../request';
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
export function printReport(all: readonly JudgedInput[], request: ReportRequest, environment: Environment): boolean {
  const { stdout, stderr, folder } = environment;
  const { format, output } = request;
  if (output === undefined) {
    stdout.write(renderReport(all, request, environment, stdout));
    // A report for a machine has the stream for itself.
    if (format !== 'table') {
      stderr.write(`${summarizeInputs(all, new Styled(stderr))}\n`);
    }
    return true;
  }
  try {
    writeFile(resolve(folder, output), renderReport(all, request, environment, FILE));
  } catch (error) {
    stderr.write(`error: --output ${plainText(output)}: cannot be written (${(error as NodeJS.ErrnoException).code ?? reasonOf(error)})\n`);
    return false;
  }
  stdout.write(`${summarizeInputs(all, new Styled(stdout))}\n`);
  return true;
}

/** What a table in a file looks like. */
const FILE: Stream = { write: () => undefined, isTerminal: false, isColoured: false, columns: 80 };

function renderReport(
  all: readonly JudgedInput[], { format, all: isAll, timestamp, sarifSuppressed }: ReportRequest, environment: Environment, stream: Stream,
): string {
  if (format === 'table') {
    return `${renderTable(all, isAll, stream)}${summarizeInputs(all, new Styled(stream))}\n`;
  }
  const { now, variables, folder } = environment;
  const read = all.filter(({ trouble }) => trouble === undefined);
  const origin: ReportOrigin = {
    ...timestamp ? buildOrigin(variables, folder) : {},
    inputs: [...new Map(all.flatMap(({ content }) => content ?? []).map((content) => [content.name, content])).values()],
    read: read.length,
    notRead: all.length - read.length,
  };
  const report = reportOf(all.flatMap(({ rows }) => rows.map(withoutStrayLine)), timestamp ? now : undefined, origin);
  return format === 'sarif' ? renderSarif(report, sarifSuppressed) : WRITERS[format](report);
}

/** A line of standard input helps who reads the table; a report could not say in which file it is. */
function withoutStrayLine(row: ApiCacheAuditRow): ApiCacheAuditRow {
  const isStray = row.sourceFile === undefined && row.sourceLine !== undefined;
  return isStray ? rememberStage({ ...row, sourceLine: undefined }, rememberedStage(row)) : row;
}
