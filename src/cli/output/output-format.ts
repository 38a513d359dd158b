import { REPORT_FORMATS, ReportFormat } from '../../audit/report-formats';

export const TABLE = 'table';
export const OUTPUT_FORMATS = [TABLE, ...REPORT_FORMATS] as const;
export type OutputFormat = ReportFormat | typeof TABLE;

/** How the name of a report may end. */
const ENDINGS: Readonly<Record<OutputFormat, readonly string[]>> = { table: ['.txt'], json: ['.json'], csv: ['.csv'], sarif: ['.sarif', '.sarif.json'], html: ['.html'] };
export const EXTENSIONS = OUTPUT_FORMATS.map((format) => ENDINGS[format][0]).join(', ').replace(/ (?=\S+$)/, ' or ');

/** `.sarif.json` is more than `.json`. */
export function formatOf(output: string): OutputFormat | undefined {
  const endings = OUTPUT_FORMATS.flatMap((format) => ENDINGS[format].map((ending) => ({ format, ending })));
  return endings.sort((a, b) => b.ending.length - a.ending.length).find(({ ending }) => output.toLowerCase().endsWith(ending))?.format;
}
