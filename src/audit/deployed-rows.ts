import { ApiCacheAuditRow } from './api-cache-audit-row';
import { evidence } from './evidence';
import { rowOf } from './row';
import { DEPLOYED } from '../catalog/property-names';
import { judge } from '../core/judgement/judge';
import { DeployedStage } from '../core/stage/deployed-stage';
import { STAGE_TYPE } from '../core/stage/stage-cache';

/**
 * The rows of a stage as AWS has it.
 *
 * @param templateFile the listing that was given, if it is a file
 */
export function rowsOfDeployed({ name, arn, stage }: DeployedStage, templateFile?: string): readonly ApiCacheAuditRow[] {
  const known = { ...templateFile !== undefined && { templateFile }, ...arn !== undefined && { stageArn: arn } };
  const identity = { logicalId: name, resourceType: STAGE_TYPE, ...known };
  return evidence(judge(stage), arn ?? name, DEPLOYED).map((item) => rowOf(item, identity));
}
