import { PolicyViolation, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Acknowledgment, acknowledgmentsBelow, isInForce } from './acknowledgments';
import type { LocatedViolation } from './violation';
import { KEY_RULE, PACK } from '../../catalog/rules';
import type { Judgement } from '../../core/judgement/judge';
import { idsOf } from '../../wording/acknowledgment-id';
import { listFindings } from '../../wording/finding';
import { describeUnused, isMeantForUs, isOfUnusedWarning, nearestId, Unused, unusedName } from '../../wording/unused-acknowledgment';

/** A stage of a template at its construct. */
interface PlacedStage {
  readonly construct: IConstruct;
  readonly stage: { readonly judgement: Judgement };
}

/**
 * A warning for each acknowledgment that is meant for this library and silences
 * nothing. Of an acknowledgment that stacks share, nothing is said unless all of
 * them were judged.
 *
 * @param judged the stacks whose templates were judged, with those that are part of them
 * @param stagesOfJudged every stage in these, asked for only where something is acknowledged
 */
export function unusedAcknowledgments(
  { node: { root } }: IConstruct, judged: readonly IConstruct[], stagesOfJudged: () => readonly PlacedStage[],
): readonly LocatedViolation[] {
  const isShared = sharedBeyond(root, new Set(judged));
  const acknowledgments = acknowledgmentsBelow(root).filter(({ id, scope }) => isMeantForUs(id) && !isShared(scope));
  if (acknowledgments.length === 0) {
    return [];
  }
  const stages = stagesOfJudged();
  const found = findingsById(stages);
  const unused = acknowledgments.filter(({ id }) => !isOfUnusedWarning(id)).flatMap((acknowledgment) => {
    const why = whyUnused(acknowledgment, found.get(acknowledgment.id) ?? [], stages);
    return why === undefined ? [] : [unusedViolation(acknowledgment, why)];
  });
  // A warning of these can be acknowledged as well.
  const idle = acknowledgments.filter(({ id, scope }) => isOfUnusedWarning(id)
    && !unused.some(({ construct, violation }) => id === `${PACK}::${violation.ruleName}` && isWithin(construct, scope)));
  return [...unused, ...idle.map((acknowledgment) => unusedViolation(acknowledgment, { by: 'id', nearest: undefined }))];
}

/** Whether a scope has to do with a stack that was not judged. */
function sharedBeyond({ node }: IConstruct, judged: ReadonlySet<IConstruct>): (scope: IConstruct) => boolean {
  const notJudged = node.findAll().filter((construct) => Stack.isStack(construct) && !judged.has(construct));
  const shared = new Set(notJudged.flatMap((stack) => stack.node.scopes));
  return (scope) => shared.has(scope) || scope.node.scopes.some((above) => notJudged.includes(above) && Stack.of(scope) === above);
}

/** What an id names at a construct. */
interface NamedFinding {
  readonly construct: IConstruct;
  readonly key: string;
}

/** What the templates have, by what it may be acknowledged as. */
function findingsById(stages: readonly PlacedStage[]): ReadonlyMap<string, readonly NamedFinding[]> {
  const byId = new Map<string, NamedFinding[]>();
  for (const { construct, stage: { judgement } } of stages) {
    for (const { rule, key } of listFindings(judgement, '')) {
      // Enforcement leaves alone whatever is acknowledged as unencrypted, even if the finding is of another rule.
      const ids = rule === KEY_RULE ? idsOf(rule, key) : [...idsOf(rule, key), ...idsOf('CacheDataEncrypted', key)];
      for (const id of ids) {
        const named = byId.get(id) ?? [];
        named.push({ construct, key });
        byId.set(id, named);
      }
    }
  }
  return byId;
}

/** Nothing if it is of use. */
function whyUnused(acknowledgment: Acknowledgment, named: readonly NamedFinding[], stages: readonly PlacedStage[]): Unused | undefined {
  const { id, scope } = acknowledgment;
  const within = named.filter(({ construct }) => isWithin(construct, scope));
  if (within.length > 0) {
    return within.some(({ key }) => isInForce(acknowledgment, key)) ? undefined : { by: 'filter' };
  }
  const judgements = stages.filter(({ construct }) => isWithin(construct, scope)).map(({ stage: { judgement } }) => judgement);
  if (judgements.length === 0 && named.length > 0) {
    return { by: 'place', found: named[0].construct.node.path };
  }
  const ids = judgements.flatMap((judgement) => listFindings(judgement, '').map((finding) => finding.id));
  return { by: 'id', nearest: nearestId(id, ids, judgements.flatMap(({ keys }) => keys.map(({ key }) => key))) };
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  return construct.node.scopes.includes(scope);
}

function unusedViolation({ id, reason, scope }: Acknowledgment, unused: Unused): LocatedViolation {
  const violation: PolicyViolation = {
    ruleName: unusedName(id),
    ...describeUnused(id, unused),
    severity: 'warning',
    ruleMetadata: { acknowledgedId: id, reason },
    violatingResources: [{ constructPath: scope.node.path, locations: [] }],
  };
  return { construct: scope, violation };
}
