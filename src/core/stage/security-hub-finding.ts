import { deployedCache, field, firstText, Json, outdatedCache, ownProperty, stageInArn, unreadableCache } from './deployed-stage';
import { Listed } from './listed';
import { isObject } from '../template-language/place';

const STAGE_RESOURCE = 'AwsApiGatewayStage';

/** A finding in the format of Security Hub, of whichever control. */
export function isFinding(raw: unknown): raw is Json {
  return isObject(raw) && Array.isArray(ownProperty(raw, 'Resources')) && typeof ownProperty(raw, 'GeneratorId') === 'string';
}

/** A stage as a resource of such a finding. */
export function isFindingResource(raw: unknown): raw is Json {
  return isObject(raw) && ownProperty(raw, 'Type') === STAGE_RESOURCE && typeof ownProperty(raw, 'Id') === 'string';
}

/** The stages that a finding is about. Several findings may be about one: the newest counts. */
export function findingResources(finding: Json): readonly Listed[] {
  const accountId = firstText([ownProperty(finding, 'AwsAccountId')]);
  const order = orderOf(ownProperty(finding, 'UpdatedAt'));
  return (ownProperty(finding, 'Resources') as readonly unknown[]).map((raw): Listed => {
    const isArchived = ownProperty(finding, 'RecordState') === 'ARCHIVED';
    const listed: Listed = isFindingResource(raw) ? findingResource(raw, isArchived) : { is: 'no-stage' };
    return listed.is !== 'stage' ? listed : {
      is: 'stage',
      stage: { ...accountId !== undefined && { accountId }, ...listed.stage },
      ...order !== undefined && { state: { resource: [listed.stage.arn, accountId].join('\0'), order } },
    };
  });
}

/** `2026-11-20T10:00:00.123Z` as a number of as many digits as a number holds. */
function orderOf(time: unknown): number | undefined {
  const text = String(time);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? Number(text.replace(/\D/g, '').padEnd(16, '0').slice(0, 16)) : undefined;
}

/** @param isArchived whether the finding is no longer kept up to date: its stage may be deleted */
export function findingResource(resource: Json, isArchived = false): Listed {
  const { name: nameInArn, region: regionInArn, ...identity } = stageInArn([ownProperty(resource, 'Id')]) ?? {};
  const details = isObject(ownProperty(resource, 'Details')) ? ownProperty(ownProperty(resource, 'Details') as Json, STAGE_RESOURCE) : undefined;
  const name = firstText([isObject(details) ? field(details, 'stageName') : undefined, nameInArn]);
  const region = firstText([regionInArn, ownProperty(resource, 'Region')]);
  if (name === undefined) {
    return { is: 'problem', because: 'does not identify its stage' };
  }
  const known = isObject(details) ? deployedCache(details, false) : unreadableCache(undefined);
  const stage = isArchived ? outdatedCache('in an archived finding') : known;
  return { is: 'stage', stage: { name, ...identity, ...region !== undefined && { region }, stage } };
}
