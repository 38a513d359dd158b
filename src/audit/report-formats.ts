import { renderCsv } from './csv';
import { renderHtml } from './html';
import { renderJson } from './json';
import type { Report } from './report';
import { renderSarif } from './sarif';

/** The format of an evidence file. */
export enum ApiCacheReportFormat {
  /** `ApiCacheAudit.toJson()` */
  JSON = 'json',

  /** `ApiCacheAudit.toCsv()` */
  CSV = 'csv',

  /** `ApiCacheAudit.toSarif()` */
  SARIF = 'sarif',

  /** `ApiCacheAudit.toHtml()` */
  HTML = 'html',
}

/** Also the extension of a file of this format. */
export type ReportFormat = `${ApiCacheReportFormat}`;

export const REPORT_FORMATS = Object.values(ApiCacheReportFormat);

export const WRITERS: Readonly<Record<ReportFormat, (report: Report) => string>> = {
  json: renderJson,
  csv: renderCsv,
  sarif: renderSarif,
  html: renderHtml,
};
