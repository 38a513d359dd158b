import { csv } from './csv';
import { html } from './html';
import { json } from './json';
import type { Report } from './report';
import { sarif } from './sarif';

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

export const WRITERS: Readonly<Record<ReportFormat, (report: Report) => string>> = { json, csv, sarif, html };
