import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ApiCacheAuditRow, ApiCacheAuditStatus, ApiCacheVerdict } from './api-cache-audit-row';
import { CACHE_ENCRYPTION_CONTROLS } from './catalog/controls';
import { Evidence, evidence } from './catalog/evidence';
import { CACHE_ENCRYPTION_MAPPINGS, requirementsOf } from './catalog/frameworks';
import { ruleId, RuleName, RULES } from './catalog/rules';
import { statusOf } from './catalog/status';
import { acknowledgmentOf } from './cdk/acknowledgments';
import { before } from './cdk/before';
import { LocatedStage } from './cdk/located-findings';
import { sourceLine } from './cdk/source-line';
import { prove } from './core/prove';
import { TemplateStage } from './core/template';

/** Where a stage is found. */
export interface Place {
  /** The folder that source files are relative to. */
  readonly project: string;
  /** The template in the cloud assembly, if it is written. */
  readonly templateFile?: string;
}

/** The rows of a stage in a template that was given. */
export function rowsOfStage({ logicalId, type, stage }: TemplateStage, templateFile: string | undefined): readonly ApiCacheAuditRow[] {
  const identity = { logicalId, resourceType: type, ...templateFile !== undefined && { templateFile } };
  return evidence(prove(stage), logicalId).map((one) => rowOf(one, identity));
}

/** The rows of a stage at a construct. */
export function rowsAt({ construct, logicalId, type, stage }: LocatedStage, { project, templateFile }: Place): readonly ApiCacheAuditRow[] {
  const name = construct.node.path;
  const stackName = stackNameOf(construct);
  return evidence(prove(stage), name).map((one) => {
    const source = sourceLine(construct, one.path, project);
    const acknowledged = one.rule && acknowledgmentOf(construct, one.rule, one.key);
    return rowOf(one, {
      ...stackName !== undefined && { stackName },
      constructPath: name,
      logicalId,
      resourceType: type,
      ...templateFile !== undefined && { templateFile },
      ...changes(construct, one),
      ...acknowledged && { acknowledgment: { id: acknowledged.id, reason: acknowledged.reason, constructPath: acknowledged.scope.node.path } },
      ...source && { sourceFile: source.file, sourceLine: source.line },
    });
  });
}

/** None for the app, which stands for a stack that the construct tree has lost. */
function stackNameOf(construct: IConstruct): string | undefined {
  if (construct === construct.node.root && !Stack.isStack(construct)) {
    return undefined;
  }
  const stack = Stack.of(construct);
  return stack.nestedStackParent === undefined ? stack.stackName : stack.node.path;
}

/** What the app said before, if that is something else. */
function changes(construct: IConstruct, { key, place, verdict, stated }: Evidence): Pick<ApiCacheAuditRow, 'verdictBefore' | 'statedBefore'> {
  const was = before(construct, key, place);
  return was === undefined || (was.verdict === verdict && was.stated === stated) ? {}
    : { verdictBefore: ApiCacheVerdict[was.verdict], statedBefore: was.stated };
}

type Identity = Omit<ApiCacheAuditRow, 'status' | 'verdict' | 'ruleId' | 'methodKey' | 'propertyPath' | 'stated' | 'when' | 'message' | 'fix' | 'controls' | 'frameworks'>;

function rowOf({ key, verdict, rule, path, stated, when, message, fix }: Evidence, identity: Identity): ApiCacheAuditRow {
  const { verdictBefore, statedBefore, stackName, constructPath, logicalId, resourceType, templateFile, ...rest } = identity;
  // They are the same for very many rows, and frozen.
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

/** What a violated rule, or else a key in order, is evidence about: put together once. */
function relatedTo(rule: RuleName | undefined): Related {
  const known = RELATED.get(rule);
  if (known !== undefined) {
    return known;
  }
  const { controls, frameworks } = rule === undefined ? CACHE_ENCRYPTION : RULES[rule];
  const related: Related = {
    controls: frozen(controls.map(({ id }) => id)),
    frameworks: Object.freeze(Object.fromEntries([...requirementsOf(frameworks)].map(([name, ids]) => [name, frozen(ids)]))),
  };
  RELATED.set(rule, related);
  return related;
}

function frozen(list: readonly string[]): string[] {
  return Object.freeze([...list]) as string[];
}

const CACHE_ENCRYPTION = { controls: CACHE_ENCRYPTION_CONTROLS, frameworks: CACHE_ENCRYPTION_MAPPINGS };
