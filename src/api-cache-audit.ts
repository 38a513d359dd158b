import type { IConstruct } from 'constructs';
import type { ApiCacheAuditRow, ApiCacheVerdict } from './api-cache-audit-row';
import { reportOf, verdictOf } from './audit-report';
import { rowsAt } from './audit-rows';
import { stagesBelow } from './cdk/expected-stages';
import { projectAround } from './cdk/source-line';
import { templateFileOf } from './cdk/written-stacks';
import { embeddedStages } from './core/embedded-stages';
import { show } from './core/reading';
import { stageListing } from './core/stage-listing';
import { stagesOf } from './core/template';
import { rowsOfDeployed } from './deployed-rows';
import { EMBEDDED_TEXT_READER } from './embedded-reader';
import { textOf, timeOf } from './options';
import { csv } from './report/csv';
import { html } from './report/html';
import { json } from './report/json';
import { sarif } from './report/sarif';
import { rowsOfStage } from './template-rows';

/** Options of `ApiCacheAudit.ofTemplate`. */
export interface ApiCacheTemplateProps {
  /**
   * The file that the template was read from, relative to the project and with `/`. Code scanning refuses results without a file.
   *
   * @default - the rows name none, and `toSarif()` has no physical locations
   */
  readonly templateFile?: string;
}

/** Options of the writers of `ApiCacheAudit`. */
export interface ApiCacheReportProps {
  /**
   * The time to put into the report.
   *
   * @default - none, so that the same rows make the same bytes
   */
  readonly generatedAt?: Date;
}

/**
 * Every API cache of a template, of a construct tree or of what is deployed, with
 * its verdict: those in order too, as evidence.
 *
 * The verdict on a template covers every configuration that it can deploy: its
 * conditions and parameters are evaluated, and a row names the configuration that
 * shows what it says. Nothing is changed, and nothing is acknowledged away.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-5
 * @example
 * import { ApiCacheAudit, ApiCacheVerdict } from 'cdk-encrypt-api-cache';
 *
 * const template = {
 *   Resources: {
 *     Prod: {
 *       Type: 'AWS::ApiGateway::Stage',
 *       Properties: {
 *         CacheClusterEnabled: true,
 *         MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }],
 *       },
 *     },
 *   },
 * };
 * const audit = ApiCacheAudit.ofTemplate(template);
 * const isInClear = audit.verdict === ApiCacheVerdict.UNENCRYPTED;
 * const firstMessage = audit.rows[0].message;
 */
export class ApiCacheAudit {
  /**
   * Audits a parsed CloudFormation or AWS SAM template, and those that stand in its resources as text. What is no template has no rows.
   *
   * @param template what a JSON or YAML parser makes of it; short forms such as `!If` have to be in their long form
   * @param props options, by default nobody knows where the template comes from
   * @throws if it is no object at all, or an option has a value that it does not allow
   */
  public static ofTemplate(template: any, props?: ApiCacheTemplateProps): ApiCacheAudit {
    if (typeof template !== 'object' || template === null) {
      throw new Error(`template must be a parsed CloudFormation or AWS SAM template, got ${show(template)}`);
    }
    const file = textOf('templateFile', props?.templateFile ?? undefined);
    const stages = [...stagesOf(template), ...embeddedStages(template, {}, EMBEDDED_TEXT_READER)];
    return new ApiCacheAudit(stages.flatMap((stage) => rowsOfStage(stage, { ...file !== undefined && { templateFile: file } })));
  }

  /**
   * Audits deployed stages, as AWS lists them.
   * An override that leaves caching out below a cached stage default is `UNPROVEN`, as in a template; nothing of AWS is called.
   *
   * Of a history the last state of each stage counts. A stage that AWS Config has not recorded is `UNRESOLVED`, never a pass.
   *
   * A listing of API Gateway does not name its API: the rows of several APIs are told apart by `stageArn` only where they come from AWS Config.
   *
   * @param listing what a JSON parser makes of the output of `aws apigateway get-stages` or `get-stage`, or of configuration
   *   items of `AWS::ApiGateway::Stage`: one, a list of them, the output of `aws configservice get-resource-config-history` or
   *   `batch-get-resource-config`, a configuration snapshot, or the event that a rule is invoked with
   * @throws if it is none of these, leaves out what decides (as advanced queries of AWS Config do), or has an entry that is no stage
   * @see https://docs.aws.amazon.com/cli/latest/reference/apigateway/get-stages.html
   */
  public static ofStages(listing: any): ApiCacheAudit {
    const read = stageListing(listing);
    switch (read.is) {
      case 'listing':
        return new ApiCacheAudit(read.stages.flatMap((stage) => rowsOfDeployed(stage)));
      case 'unreadable':
        throw new Error(`listing cannot be read: ${read.because}`);
      case 'something-else':
        throw new Error(`listing must be the output of aws apigateway get-stages, or AWS Config items of stages, got ${show(listing)}`);
    }
  }

  /**
   * Audits every stage below a scope as it would be rendered now, those of nested stacks and CDK stages included.
   *
   * @param scope any construct
   */
  public static ofScope(scope: IConstruct): ApiCacheAudit {
    const project = projectAround(process.cwd());
    return new ApiCacheAudit(stagesBelow(scope).flatMap((stage) =>
      rowsAt(stage, { project, templateFile: templateFileOf(stage.construct) })));
  }

  /** The worst of all rows; `NOT_CACHED` if there are none. */
  public readonly verdict: ApiCacheVerdict;

  /** One for each stage and method-setting key, and one more where the key itself is at fault. */
  public readonly rows: ApiCacheAuditRow[];

  private constructor(rows: readonly ApiCacheAuditRow[]) {
    this.rows = [...rows];
    this.verdict = verdictOf(rows);
  }

  /**
   * All rows as JSON, with a summary.
   *
   * Its shape is `schema/api-cache-audit-1.schema.json` in this package; within a
   * major number of `schemaVersion` it only grows.
   *
   * @param props options, by default no time is stated
   * @returns indented, with a line break at the end
   * @throws if an option has a value that it does not allow
   */
  public toJson(props?: ApiCacheReportProps): string {
    return json(reportOf(this.rows, timeOf('generatedAt', props?.generatedAt ?? undefined)));
  }

  /**
   * All rows as comma-separated values, one for each stage and method-setting key.
   *
   * It starts with a byte order mark and ends its lines with CR LF, as Excel reads
   * it, and a value that a spreadsheet would take for a formula starts with `'`.
   *
   * @returns a line of names, then one record for each row
   * @see https://owasp.org/www-community/attacks/CSV_Injection
   */
  public toCsv(): string {
    return csv(reportOf(this.rows));
  }

  /**
   * The rows that violate a rule, as SARIF 2.1.0 for code scanning.
   *
   * A result is at the source line, or in the template where no line is known; for
   * `ofTemplate`, in its `templateFile`.
   * Acknowledged ones are suppressed, with the reason. Rows in order are left out,
   * since scanners show whatever is listed as an alert.
   *
   * @param props options, by default no time is stated
   * @returns indented JSON, with a line break at the end
   * @throws if an option has a value that it does not allow
   * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
   * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
   */
  public toSarif(props?: ApiCacheReportProps): string {
    return sarif(reportOf(this.rows, timeOf('generatedAt', props?.generatedAt ?? undefined)));
  }

  /**
   * All rows as one web page that needs nothing else: a summary, the frameworks, and a table that can be filtered and printed.
   *
   * @param props options, by default no time is stated
   * @returns a whole HTML document
   * @throws if an option has a value that it does not allow
   */
  public toHtml(props?: ApiCacheReportProps): string {
    return html(reportOf(this.rows, timeOf('generatedAt', props?.generatedAt ?? undefined)));
  }
}
