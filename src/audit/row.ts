import type { ApiCacheAuditRow } from './api-cache-audit-row';
import { Evidence } from './evidence';
import { ApiCacheAuditStatus, statusOf } from './status';
import { requirementsOf } from '../catalog/frameworks';
import { CACHE_ENCRYPTION, ruleId, RuleName, RULES } from '../catalog/rules';
import { ApiCacheVerdict } from '../core/judgement/verdict';

/** The fields of a row that the evidence does not have: the stage, its location, the acknowledgment. */
export type Identity = Omit<ApiCacheAuditRow, 'status' | 'verdict' | 'ruleId' | 'methodKey' | 'propertyPath' | 'stated' | 'when' | 'message' | 'fix' | 'controls' | 'frameworks'>;

/** Combines evidence and identity to a row. */
export function rowOf({ key, verdict, rule, path, stated, when, message, fix }: Evidence, identity: Identity): ApiCacheAuditRow {
  const { verdictBefore, statedBefore, stackName, constructPath, logicalId, resourceType, templateFile, stageArn, ...others } = identity;
  const { accountId, region, restApiId, apiName, stageName, ...rest } = others;
  // Frozen, because many rows share them.
  const { controls, frameworks } = relatedTo(rule);
  return {
    status: ApiCacheAuditStatus[statusOf({ rule, before: verdictBefore, isAcknowledged: identity.acknowledgment !== undefined })],
    verdict: ApiCacheVerdict[verdict],
    ...verdictBefore !== undefined && { verdictBefore },
    ...rule !== undefined && { ruleId: ruleId(rule) },
    ...stackName !== undefined && { stackName },
    ...constructPath !== undefined && { constructPath },
    logicalId,
    resourceType,
    ...templateFile !== undefined && { templateFile },
    ...stageArn !== undefined && { stageArn },
    ...accountId !== undefined && { accountId },
    ...region !== undefined && { region },
    ...restApiId !== undefined && { restApiId },
    ...apiName !== undefined && { apiName },
    ...stageName !== undefined && { stageName },
    methodKey: key,
    propertyPath: path.join('.'),
    stated,
    ...statedBefore !== undefined && { statedBefore },
    ...when !== undefined && { when },
    message,
    ...fix !== undefined && { fix },
    ...rest,
    controls,
    frameworks,
  };
}

type Related = Pick<ApiCacheAuditRow, 'controls' | 'frameworks'>;

const RELATED = new Map<RuleName | undefined, Related>();

/** The controls and frameworks of a violated rule or of a compliant key, built once. */
function relatedTo(rule: RuleName | undefined): Related {
  const known = RELATED.get(rule);
  if (known !== undefined) {
    return known;
  }
  const { controls, frameworks } = rule === undefined ? CACHE_ENCRYPTION : RULES[rule];
  const related: Related = {
    controls: freezeList(controls.map(({ id }) => id)),
    frameworks: Object.freeze(Object.fromEntries([...requirementsOf(frameworks)].map(([name, ids]) => [name, freezeList(ids)]))),
  };
  RELATED.set(rule, related);
  return related;
}

function freezeList(list: readonly string[]): string[] {
  return Object.freeze([...list]) as string[];
}
