import { ApiCacheAuditRow } from './api-cache-audit-row';
import { collectEvidence } from './evidence';
import { Identity, rowOf } from './row';
import { DEPLOYED } from '../catalog/property-names';
import { judge } from '../core/judgement/judge';
import { TemplateStage } from '../core/judgement/template-stages';
import { DeployedStage } from '../core/stage/deployed-stage';
import { STAGE_TYPE } from '../core/stage/stage-cache';
import { Path } from '../core/template-language/place';

/** What is known of a stage beside what its template says. */
export interface TemplateContext {
  readonly templateFile?: string;
  readonly stackName?: string;
  readonly constructPath?: string;
  /** Where the stack goes. Templates within its template may go anywhere. */
  readonly accountId?: string;
  readonly region?: string;
  /** Where the value at a path of the resource is written. */
  readonly source?: (path: Path) => Pick<Identity, 'sourceFile' | 'sourceLine'>;
}

/** The rows of a stage in a template that was given. */
export function rowsOfStage(
  { logicalId, type, identity: stated, stage, embedded }: TemplateStage, { source, ...context }: TemplateContext = {},
): readonly ApiCacheAuditRow[] {
  const elsewhere = embedded === undefined ? {} : { accountId: undefined, region: undefined };
  const identity = { logicalId, resourceType: type, ...context, ...elsewhere, ...stated };
  return collectEvidence(stage.judgement, context.constructPath ?? logicalId)
    .map((item) => rowOf(item, source === undefined ? identity : { ...identity, ...source(item.path) }));
}

/**
 * The rows of a stage as AWS has it.
 *
 * @param templateFile the listing that was given, if it is a file
 */
export function rowsOfDeployed(
  { name, arn, accountId, region, restApiId, apiName, stage }: DeployedStage, templateFile?: string,
): readonly ApiCacheAuditRow[] {
  const known = { accountId, region, restApiId, apiName, stageName: name };
  const identity = { logicalId: name, resourceType: STAGE_TYPE, templateFile, stageArn: arn, ...known };
  return collectEvidence(judge(stage), arn ?? name, DEPLOYED).map((item) => rowOf(item, identity));
}
