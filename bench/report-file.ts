import { existsSync, readFileSync, writeFileSync } from 'fs';
import { Report } from './report';

/**
 * The report in a file; none where there is no file.
 *
 * @throws if the file holds something else
 */
export function readReport(file: string): Report | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  if (!Array.isArray(report.measures)) {
    throw new Error(`${file} has no list "measures": delete it to measure without earlier figures`);
  }
  return report;
}

export function writeReport(file: string, report: Report): void {
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
}
