import type { ApiCacheAuditRow } from './api-cache-audit-row';
import type { Whereabouts } from '../core/stage/deployed-stage';
import type { UnreadPlace } from '../core/stage/listed';
import { DEPLOYED_NAMES } from '../core/stage/setting-names';

/** Whether a row is about a stage as AWS has it, not about a template. */
export function isDeployed({ propertyPath }: ApiCacheAuditRow): boolean {
  return propertyPath.split('.', 1)[0] === DEPLOYED_NAMES.list;
}

/** The stage of a row, as far as others are in its file, account and region: `Shop/Api/prod`, `abc123/prod (orders)`, `Prod`. */
export function shortStageLabel(row: ApiCacheAuditRow): string {
  const { constructPath, logicalId, restApiId, apiName } = row;
  if (constructPath !== undefined) {
    // A construct path does not name the stage of an embedded template.
    const [, ...embedded] = logicalId.split('/');
    return [constructPath, ...embedded].join('/');
  }
  const api = isDeployed(row) ? restApiId ?? apiName : undefined;
  // Of an API that could not be read, no stage is known.
  return [...api === undefined ? [] : [api], ...logicalId === '' ? [] : [logicalId]].join('/') + (api === restApiId ? nameLabel(row) : '');
}

function nameLabel({ restApiId, apiName }: Whereabouts): string {
  return restApiId === undefined || apiName === undefined ? '' : ` (${apiName})`;
}

/** `account 111122223333, eu-west-1`; nothing where neither is known. */
export function whereLabel({ accountId, region }: Whereabouts): string {
  return [...accountId === undefined ? [] : [`account ${accountId}`], ...region === undefined ? [] : [region]].join(', ');
}

/** `account 111122223333, eu-west-1, abc123/prod (orders)`, or `API abc123 (orders)`: as far as it is known. */
export function placeLabel({ accountId, region, restApiId, apiName, name }: UnreadPlace['place']): string {
  const account = whereLabel({ accountId, region });
  const api = (name === undefined ? `API ${restApiId}` : `${restApiId}/${name}`) + nameLabel({ restApiId, apiName });
  return [...account === '' ? [] : [account], ...restApiId === undefined ? [] : [api]].join(', ');
}
