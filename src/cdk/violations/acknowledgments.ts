import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { PACK, RuleName } from '../../catalog/rules';
import { idsOf, METHOD_KEY } from '../../wording/acknowledgment-id';
import { isMeantForUs } from '../../wording/unused-acknowledgment';
import { AcknowledgmentStore, acknowledgmentStoreOf } from '../internals';

/** Whether anything in an app is acknowledged whose id is meant for this library. */
export function hasAcknowledgment(app: IConstruct): boolean {
  const store = acknowledgmentStoreOf(app);
  return store !== undefined && (!(store.acks instanceof Map)
    || [...store.acks.values()].some((byId) => !(byId instanceof Map) || [...byId.keys()].some((id) => isMeantForUs(String(id)))));
}

/** Whether the construct or a scope above it acknowledges the rule, or this one finding of it. */
export function isAcknowledged(scope: IConstruct, rule: RuleName, key: string): boolean {
  const store = storeOf(scope);
  // CDK asks about a construct and overlooks the app above it.
  return store !== undefined && idsOf(rule, key)
    .some((id) => [scope, scope.node.root].some((asked) => store.has(asked, id, { [METHOD_KEY]: key })));
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
  if (store === undefined) {
    return undefined;
  }
  const nearestFirst = [...scope.node.scopes].reverse();
  for (const id of idsOf(rule, key)) {
    for (const acknowledging of nearestFirst) {
      const reason = reasonFor(acknowledging, id, key, store);
      if (reason !== undefined) {
        return { id, reason, scope: acknowledging };
      }
    }
  }
  return undefined;
}

/** Every acknowledgment on record at a scope and below, of whatever it is: each id once for a construct. */
export function acknowledgmentsBelow(scope: IConstruct): readonly Acknowledgment[] {
  return scope.node.findAll().flatMap((acknowledging) => {
    const reasons = recordsOf(acknowledging).reduce((all, record) => ({ ...all, ...record }), {});
    return Object.entries(reasons).map(([id, reason]) => ({ id, reason: String(reason ?? ''), scope: acknowledging }));
  });
}

/** Whether an acknowledgment counts for a finding that its id names: it does not if its filter is about another key. */
export function isInForce({ id, scope }: Acknowledgment, key: string): boolean {
  return storeOf(scope)?.has(scope, id, { [METHOD_KEY]: key }) ?? false;
}

/** Whether CDK's report takes a violation of that name for acknowledged: it looks at the metadata, which do not have `where`. */
export function isTakenForAcknowledged(scope: IConstruct, ruleName: string): boolean {
  return scope.node.scopes.some((acknowledging) => reasonsFor(acknowledging, `${PACK}::${ruleName}`).length > 0);
}

function reasonsFor(construct: IConstruct, id: string): readonly string[] {
  return recordsOf(construct).filter((record) => id in record).map((record) => String(record[id] ?? ''));
}

/** What was acknowledged at the construct itself, with the reasons. */
function recordsOf({ node }: IConstruct): readonly Readonly<Record<string, unknown>>[] {
  return node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .map(({ data }) => data as Readonly<Record<string, unknown>>);
}

/** The reason that was given at the construct itself; the last one if it was acknowledged twice. */
function reasonFor(acknowledging: IConstruct, id: string, key: string, store: AcknowledgmentStore): string | undefined {
  const reasons = reasonsFor(acknowledging, id);
  if (reasons.length === 0 || !store.has(acknowledging, id, { [METHOD_KEY]: key })) {
    return undefined;
  }
  const matching = filtersOf(store, acknowledging, id).map((filter) => filterMatches(filter, key));
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
function filterMatches(filter: unknown, key: string): boolean | undefined {
  const wanted = Object.entries(filter ?? {});
  return wanted.every(([, value]) => typeof value === 'string')
    ? wanted.every(([name, value]) => name === METHOD_KEY && value === key)
    : undefined;
}

/**
 * CDK's record, if it has anything of the construct or above: mostly not, and to ask about every id takes longer than to judge the stage.
 */
function storeOf({ node }: IConstruct): AcknowledgmentStore | undefined {
  const store = acknowledgmentStoreOf(node.root);
  const acks = store?.acks;
  return acks instanceof Map && (acks.size === 0 || !node.scopes.some((scope) => acks.has(scope.node.path))) ? undefined : store;
}
