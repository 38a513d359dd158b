import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ApiCacheReportProps, ApiCacheTemplateProps, ApiCacheTextProps } from './audit-options';
import type { ApiCacheAuditRow } from '../audit/api-cache-audit-row';
import { renderCsv } from '../audit/csv';
import { EMBEDDED_TEXT_READER } from '../audit/embedded-reader';
import { renderHtml } from '../audit/html';
import { renderJson } from '../audit/json';
import { reportOf, worstVerdict } from '../audit/report';
import { rowsOfListing, rowsOfStage } from '../audit/rows';
import { renderSarif } from '../audit/sarif';
import { projectAround } from '../audit/source-line';
import { rowsOfText, TextKind } from '../audit/text-rows';
import { rowsAt } from '../cdk/assembly/construct-rows';
import { stagesBelow } from '../cdk/assembly/stack-stages';
import { relativeToAssembly, templatePathOf } from '../cdk/assembly/written-stacks';
import { embeddedStages } from '../core/judgement/embedded-stages';
import { eachStageOf } from '../core/judgement/template-stages';
import type { ApiCacheVerdict } from '../core/judgement/verdict';
import { stageListing } from '../core/stage/stage-listing';
import { show } from '../core/template-language/reading';
import { stringOption, dateOption } from '../options';

/**
 * Audits the API caches of a template, a construct tree or deployed stages. The rows
 * include compliant settings, as evidence.
 *
 * Parameters and conditions make one template deployable in many ways. The verdict
 * covers every configuration, and a row names the configuration in which its finding
 * occurs. The audit changes nothing and does not hide acknowledged findings.
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
 * const isUnencrypted = audit.verdict === ApiCacheVerdict.UNENCRYPTED;
 * const firstMessage = audit.rows[0].message;
 */
export class ApiCacheAudit {
  /**
   * Audits a parsed CloudFormation or AWS SAM template, including templates that are embedded in its resources.
   * An object that is not a template has no rows.
   *
   * @param template the parsed JSON or YAML; short forms such as `!If` must be converted to their long form
   * @param props options, by default the rows name no file
   * @throws if the template is not an object, or an option has an invalid value
   */
  public static ofTemplate(template: any, props?: ApiCacheTemplateProps): ApiCacheAudit {
    if (typeof template !== 'object' || template === null) {
      throw new Error(`template must be a parsed CloudFormation or AWS SAM template, got ${show(template)}`);
    }
    const file = stringOption('templateFile', props?.templateFile);
    const rows: ApiCacheAuditRow[] = [];
    for (const stages of [eachStageOf(template), embeddedStages(template, {}, EMBEDDED_TEXT_READER)]) {
      for (const stage of stages) {
        rows.push(...rowsOfStage(stage, { ...file !== undefined && { templateFile: file } }));
      }
    }
    return new ApiCacheAudit(rows);
  }

  /**
   * Audits the text of a CloudFormation or AWS SAM template, in JSON or YAML, as the command line does.
   *
   * Use it where `ofTemplate` requires a parser that you do not have: short forms such as `!If` are read, and of a key that
   * is written twice the last one counts, as in CloudFormation. The text can also be the output of `aws cloudformation get-template`,
   * or have several templates between `---`.
   *
   * Templates that are embedded in the text are audited, too. No file is opened, and acknowledgments in the `Metadata` of the template
   * are not read.
   *
   * @param text the content of the file
   * @param props options, by default the rows name no file
   * @throws if the text is not a template with `Resources`, with line and column; if an option has an invalid value
   * @example
   * import { ApiCacheAudit } from 'cdk-encrypt-api-cache';
   *
   * const text = 'Resources: { Prod: { Type: AWS::ApiGateway::Stage, Properties: { MethodSettings: !GetAtt Settings.List } } }';
   * const audit = ApiCacheAudit.ofTemplateText(text, { fileName: 'templates/shop.yaml' });
   * const line = audit.rows[0].sourceLine;
   */
  public static ofTemplateText(text: string, props?: ApiCacheTextProps): ApiCacheAudit {
    return new ApiCacheAudit(auditText(text, 'template', props));
  }

  /**
   * Audits deployed stages from the output of AWS commands. It does not call AWS.
   *
   * As in a template, an override that omits caching below a cached stage default is `UNPROVEN`. In a history, the last state
   * of each stage counts. A stage that was not recorded, or whose method settings are left out, is `UNRESOLVED`.
   *
   * An API Gateway listing does not name its API, unless a script has put it under the ID of the API, such as `{ abc123: listing }`.
   *
   * @param listing the parsed JSON output of `aws apigateway get-stages` or `get-stage`; AWS Config items of
   *   `AWS::ApiGateway::Stage` (a single item, a list, a history, a snapshot, the event that invokes an AWS Config rule, results
   *   of an advanced query that selects `configuration`); Security Hub findings; descriptions of the Cloud Control API; or
   *   lists and maps of these
   * @throws if the listing is none of these, is incomplete, or has an entry that is not a stage
   * @see https://docs.aws.amazon.com/cli/latest/reference/apigateway/get-stages.html
   */
  public static ofStages(listing: any): ApiCacheAudit {
    const read = stageListing(listing);
    switch (read.is) {
      case 'listing':
        return new ApiCacheAudit(rowsOfListing(read));
      case 'unreadable':
        throw new Error(`listing cannot be read: ${read.because}`);
      case 'something-else':
        throw new Error(`listing must be the output of aws apigateway get-stages or another listing of deployed stages, got ${show(listing)}`);
    }
  }

  /**
   * Audits deployed stages from the text of a listing, as the command line does. It does not call AWS.
   *
   * The text is anything that `ofStages` takes, in JSON or YAML, and several of these one after the other: JSON Lines, documents
   * between `---`, or the outputs of several commands in one file. It can also be what `audit --deployed --save-listing` has saved.
   *
   * @param text the output of a command, or of several
   * @param props options, by default the rows name no file
   * @throws if the text is not a listing, with line and column; if the listing is incomplete, or has an entry that is not a stage;
   *   if an option has an invalid value
   * @see https://docs.aws.amazon.com/cli/latest/reference/apigateway/get-stages.html
   */
  public static ofStagesText(text: string, props?: ApiCacheTextProps): ApiCacheAudit {
    return new ApiCacheAudit(auditText(text, 'listing', props));
  }

  /**
   * Audits every stage below a scope as it would be rendered now, including nested stacks and CDK stages.
   *
   * @param scope any construct
   */
  public static ofScope(scope: IConstruct): ApiCacheAudit {
    const project = projectAround(process.cwd());
    return new ApiCacheAudit(stagesBelow(scope).flatMap((stage) =>
      rowsAt(stage, { project, templateFile: relativeToAssembly(scope, templatePathOf(Stack.of(stage.construct))) })));
  }

  /** The worst verdict of all rows; `NOT_CACHED` if there are no rows. */
  public readonly verdict: ApiCacheVerdict;

  /** One row for each stage and method-setting key, and another one for each faulty key. */
  public readonly rows: ApiCacheAuditRow[];

  private constructor(rows: readonly ApiCacheAuditRow[]) {
    this.rows = [...rows];
    this.verdict = worstVerdict(rows);
  }

  /**
   * All rows as JSON, with a summary.
   *
   * The schema is `schema/api-cache-audit-1.schema.json` in this package. Within a
   * major version of `schemaVersion`, properties are only added.
   *
   * @param props options, by default the report has no time
   * @returns indented JSON that ends with a line break
   * @throws if an option has an invalid value
   */
  public toJson(props?: ApiCacheReportProps): string {
    return renderJson(reportOf(this.rows, dateOption('generatedAt', props?.generatedAt)));
  }

  /**
   * All rows as comma-separated values, one for each stage and method-setting key.
   *
   * For Excel, the text starts with a byte order mark and its lines end with CR LF.
   * A value that a spreadsheet would interpret as a formula is prefixed with `'`.
   *
   * @returns a header line, then one record for each row
   * @see https://owasp.org/www-community/attacks/CSV_Injection
   */
  public toCsv(): string {
    return renderCsv(reportOf(this.rows));
  }

  /**
   * The rows that violate a rule, as SARIF 2.1.0 for code scanning.
   *
   * The location of a result is the source line or, if unknown, the template (for
   * `ofTemplate`, the `templateFile`). Acknowledged findings are suppressed results
   * with their reason. Compliant rows are omitted, because scanners show every
   * result as an alert.
   *
   * @param props options, by default the report has no time
   * @returns indented JSON that ends with a line break
   * @throws if an option has an invalid value
   * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
   * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
   */
  public toSarif(props?: ApiCacheReportProps): string {
    return renderSarif(reportOf(this.rows, dateOption('generatedAt', props?.generatedAt)));
  }

  /**
   * All rows as a self-contained web page: a summary, the frameworks, and a table that can be filtered and printed.
   *
   * @param props options, by default the report has no time
   * @returns a complete HTML document
   * @throws if an option has an invalid value
   */
  public toHtml(props?: ApiCacheReportProps): string {
    return renderHtml(reportOf(this.rows, dateOption('generatedAt', props?.generatedAt)));
  }
}

function auditText(text: string, kind: TextKind, props: ApiCacheTextProps | undefined): readonly ApiCacheAuditRow[] {
  if (typeof text !== 'string') {
    throw new Error(`text must be a string, got ${show(text)}`);
  }
  return rowsOfText(text, kind, stringOption('fileName', props?.fileName));
}
