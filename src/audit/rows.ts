import { ApiCacheAuditRow } from './api-cache-audit-row';
import { collectEvidence, Evidence } from './evidence';
import { Identity, rowOf } from './row';
import { DEPLOYED } from '../catalog/property-names';
import { KEY_RULE } from '../catalog/rules';
import { judge } from '../core/judgement/judge';
import { TemplateStage } from '../core/judgement/template-stages';
import { ApiCacheVerdict } from '../core/judgement/verdict';
import { DeployedStage } from '../core/stage/deployed-stage';
import { UnreadPlace } from '../core/stage/listed';
import { UNNAMED_KEY } from '../core/stage/method-setting-key';
import { STAGE_TYPE, StageCache } from '../core/stage/stage-cache';
import type { StageListing } from '../core/stage/stage-listing';
import { Path } from '../core/template-language/place';
import { NOT_STATED } from '../wording/stated';

/** What is known of a stage beside what its template says. */
export interface TemplateContext {
  readonly templateFile?: string;
  readonly stackName?: string;
  readonly constructPath?: string;
  /** Where the stack goes. Templates within its template may go anywhere. */
  readonly accountId?: string;
  readonly region?: string;
  /** Where the value at a path of the resource is written. */
  readonly source?: (path: Path) => SourcePlace;
}

export type SourcePlace = Pick<Identity, 'sourceFile' | 'sourceLine' | 'sourceColumn'>;

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
 * @param before the stage before it was repaired
 */
export function rowsOfDeployed(
  { name, arn, accountId, region, restApiId, apiName, stackName, stage }: DeployedStage, templateFile?: string, before?: DeployedStage,
): readonly ApiCacheAuditRow[] {
  const known = { accountId, region, restApiId, apiName, stageName: name };
  const identity = { logicalId: name, resourceType: STAGE_TYPE, stackName, templateFile, stageArn: arn, ...known };
  const collect = (cache: StageCache) => collectEvidence(judge(cache), arn ?? name, DEPLOYED);
  const found = before === undefined ? [] : collect(before.stage);
  return collect(stage).map((item) => {
    const was = found.find(({ key, rule }) => key === item.key && rule !== KEY_RULE);
    const alsoFix = item.fix !== undefined && stackName !== undefined ? { fix: `${item.fix}, and in the template of stack ${stackName}` } : {};
    return rowOf({ ...item, ...alsoFix }, {
      ...identity, ...was !== undefined && { verdictBefore: ApiCacheVerdict[was.verdict], statedBefore: was.stated },
    });
  });
}

/**
 * The rows of a listing: of its stages, and of the places that whoever made it could not read.
 *
 * @param templateFile the listing, if it is a file
 * @param beforeOf finds a stage as it was before it was repaired
 */
export function rowsOfListing(
  { stages, unread }: StageListing, templateFile?: string, beforeOf?: (stage: DeployedStage) => DeployedStage | undefined,
): readonly ApiCacheAuditRow[] {
  const rows = stages.flatMap((stage) => rowsOfDeployed(stage, templateFile, beforeOf?.(stage)));
  return [...rows, ...unread.map((place) => rowOfUnread(place, templateFile))];
}

/** The row of a place whose stages nobody could read: a report without it would look complete. */
function rowOfUnread({ place, because }: UnreadPlace, templateFile?: string): ApiCacheAuditRow {
  const { accountId, region, restApiId, apiName } = place;
  return rowOf({
    ...unreadable(because, 'allow apigateway:GET there, or exclude the region with --exclude-region'),
    path: DEPLOYED.list,
  }, { logicalId: '', resourceType: STAGE_TYPE, templateFile, accountId, region, restApiId, apiName });
}

/** The evidence about something that could not be read. */
export function unreadable(because: string, fix: string): Evidence {
  return {
    key: UNNAMED_KEY,
    verdict: 'UNRESOLVED',
    rule: 'CacheEncryptionReadable',
    path: [],
    place: [],
    stated: NOT_STATED,
    when: undefined,
    message: `cannot tell whether responses are cached unencrypted: ${because}`,
    fix,
  };
}
