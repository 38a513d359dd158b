import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { findingId, placedId } from '../catalog/finding-id';
import { PACK, RuleName, ruleId } from '../catalog/rules';

/** The name under which a warning carries its method-setting key, for `acknowledge({ id, reason, where })`. */
export const METHOD_KEY = 'methodKey';

/** CDK files an id without a prefix under the namespace of its annotations, which had three names so far. */
const NAMESPACES = [`${PACK}::`, 'Annotation::', 'Construct-Annotations::', 'annotation::', ''];

/** CDK's record of acknowledgments on the app, shared by all copies of aws-cdk-lib. */
interface AcknowledgmentStore {
  /** By the path of the construct that acknowledges. */
  readonly acks?: unknown;
  has(scope: IConstruct, id: string, context?: Readonly<Record<string, string>>): boolean;
}

const STORE = Symbol.for('@aws-cdk/core.Acknowledgements');

/** Whether the construct or a scope above it acknowledges the rule, or this one finding of it. */
export function isAcknowledged(scope: IConstruct, rule: RuleName, key: string): boolean {
  const store = storeOf(scope);
  if (!acknowledgesAny(store, scope)) {
    return false;
  }
  const ids = idsOf(scope, rule, key);
  // CDK asks about a construct and overlooks the app above it, so every scope is asked about.
  if (store !== undefined && scope.node.scopes.some((one) => ids.some((id) => store.has(one, id, { [METHOD_KEY]: key })))) {
    return true;
  }
  return !knowsWhere(store) && scope.node.scopes.some((one) => ids.some((id) => states(one, id)));
}

/** What CDK has on record of an acknowledgment. */
export interface Acknowledgment {
  readonly id: string;
  readonly reason: string;
  /** Where it was said. */
  readonly scope: IConstruct;
}

/**
 * The acknowledgment of this finding that CDK has on record: that of the finding
 * itself before that of the whole rule, under its full id before a short one, and
 * the nearest of them. CDK's report files a violation that has exactly its id for a
 * name as acknowledged.
 */
export function acknowledgmentOf(scope: IConstruct, rule: RuleName, key: string): Acknowledgment | undefined {
  const store = storeOf(scope);
  if (!acknowledgesAny(store, scope)) {
    return undefined;
  }
  const nearestFirst = [...scope.node.scopes].reverse();
  for (const id of idsOf(scope, rule, key)) {
    for (const one of nearestFirst) {
      const reason = reasonFor(one, id, key, store);
      if (reason !== undefined) {
        return { id, reason, scope: one };
      }
    }
  }
  return undefined;
}

/** Every id that these constructs acknowledge, as CDK has it on record. */
export function recordedIds(constructs: readonly IConstruct[]): ReadonlySet<string> {
  const acknowledged = constructs.flatMap(acknowledgedBy);
  return acknowledged.length === 0 ? NONE : new Set(acknowledged.flatMap(({ data }) => Object.keys(data as object)));
}

export const NONE: ReadonlySet<string> = new Set();

/** Whether an app has anything on record that somebody has acknowledged. */
export function acknowledgesAnything(app: IConstruct): boolean {
  const acks = storeOf(app)?.acks;
  return !(acks instanceof Map) || acks.size > 0;
}

/** Whether anything at all is acknowledged there or above: mostly not, and to ask about every id takes longer than to judge the stage. */
function acknowledgesAny(store: AcknowledgmentStore | undefined, scope: IConstruct): boolean {
  const acks = store?.acks;
  const isOnRecord = ({ node }: IConstruct) => acks instanceof Map ? acks.size > 0 && acks.has(node.path) : store !== undefined;
  return scope.node.scopes.some((one) => isOnRecord(one) || acknowledgedBy(one).length > 0);
}

function states(one: IConstruct, id: string): boolean {
  return reasonsFor(one, id).length > 0;
}

function reasonsFor(one: IConstruct, id: string): readonly string[] {
  return acknowledgedBy(one).filter(({ data }) => id in (data as object)).map(({ data }) => String((data as Record<string, unknown>)[id] ?? ''));
}

/** The reason that was given at the construct itself; the last one, if somebody has acknowledged it twice. */
function reasonFor(one: IConstruct, id: string, key: string, store: AcknowledgmentStore | undefined): string | undefined {
  const reasons = reasonsFor(one, id);
  if (reasons.length === 0 || !knowsWhere(store)) {
    return reasons[reasons.length - 1];
  }
  if (!store.has(one, id, { [METHOD_KEY]: key })) {
    return undefined;
  }
  const matching = filtersOf(store, one, id).map((filter) => matches(filter, key));
  // CDK writes reasons and filters down one by one and apart. Where they cannot be put together, each may be the reason.
  return matching.length !== reasons.length || matching.includes(undefined) ? [...new Set(reasons)].join('; ')
    : reasons.filter((_, index) => matching[index]).pop();
}

/** The filters of the acknowledgments of an id at a construct, in their order; nothing where there is none. */
function filtersOf({ acks }: AcknowledgmentStore, { node }: IConstruct, id: string): readonly unknown[] {
  const byId: unknown = acks instanceof Map ? acks.get(node.path) : undefined;
  const records: unknown = byId instanceof Map ? byId.get(id) : undefined;
  return Array.isArray(records) ? records.map((record: { readonly where?: unknown } | undefined) => record?.where) : [];
}

/** Whether a filter lets a key pass; nothing if it is of a kind that is CDK's own to judge. */
function matches(filter: unknown, key: string): boolean | undefined {
  const wanted = Object.entries(filter ?? {});
  return wanted.every(([, value]) => typeof value === 'string')
    ? wanted.every(([name, value]) => name === METHOD_KEY && value === key)
    : undefined;
}

function acknowledgedBy(one: IConstruct) {
  return one.node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
}

/** The finding alone, the finding of this construct as an older CDK may have printed it, the whole rule. */
function idsOf(scope: IConstruct, rule: RuleName, key: string): readonly string[] {
  const finding = findingId(rule, key);
  return [finding, placedId(finding, scope.node.path), ruleId(rule)].flatMap((id) => NAMESPACES.map((namespace) => namespace + id));
}

function storeOf(scope: IConstruct): AcknowledgmentStore | undefined {
  return (scope.node.root as unknown as Record<symbol, AcknowledgmentStore | undefined>)[STORE];
}

/** A store that takes a context also knows `where` filters, which the metadata leaves out. An older one overlooks the construct itself. */
function knowsWhere(store: AcknowledgmentStore | undefined): store is AcknowledgmentStore {
  return store !== undefined && store.has.length > 2;
}
