import type { ApiCacheAuditRow } from './api-cache-audit-row';
import { DEPLOYED_NAMES } from '../core/stage/setting-names';

/** Whether a row is about a stage as AWS has it, not about a template. */
export function isDeployed({ propertyPath }: ApiCacheAuditRow): boolean {
  return propertyPath.split('.', 1)[0] === DEPLOYED_NAMES.list;
}

/** The stage of a row, in as few words as tell it from others in its file, account and region: `Shop/Api/prod`, `abc123/prod`, `Prod`. */
export function shortStageLabel(row: ApiCacheAuditRow): string {
  const { constructPath, logicalId, restApiId, apiName } = row;
  if (constructPath !== undefined) {
    // A construct path does not name the stage of an embedded template.
    const [, ...embedded] = logicalId.split('/');
    return [constructPath, ...embedded].join('/');
  }
  const api = isDeployed(row) ? restApiId ?? apiName : undefined;
  return api === undefined ? logicalId : `${api}/${logicalId}`;
}

/** `account 111122223333, eu-west-1`; nothing where neither is known. */
export function whereLabel({ accountId, region }: ApiCacheAuditRow): string {
  return [...accountId === undefined ? [] : [`account ${accountId}`], ...region === undefined ? [] : [region]].join(', ');
}
