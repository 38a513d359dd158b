/** Options of `ApiCacheAudit.ofTemplate`. */
export interface ApiCacheTemplateProps {
  /**
   * The file that the template was read from, relative to the project, with `/`. Code scanning requires a file.
   *
   * @default - none, and the output of `toSarif()` has no physical locations
   */
  readonly templateFile?: string;
}

/** Options of `ApiCacheAudit.ofTemplateText` and `ApiCacheAudit.ofStagesText`. */
export interface ApiCacheTextProps {
  /**
   * The name of the file that has the text, relative to the project, with `/`. The rows name it and, for a template, line and column.
   * The file is not opened.
   *
   * @default - none, and the rows have no file and no lines
   */
  readonly fileName?: string;
}

/** Options for the reports of `ApiCacheAudit`. */
export interface ApiCacheReportProps {
  /**
   * The time to include in the report.
   *
   * @default - none, so that the same rows produce the same bytes
   */
  readonly generatedAt?: Date;
}
