import { PolicyViolation, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Acknowledgment, acknowledgmentsBelow, isInForce } from './acknowledgments';
import { idsOf } from '../../wording/acknowledgment-id';
import { recordOf } from '../construct-record';
import type { LocatedViolation } from './report';
import { KEY_RULE, PACK } from '../../catalog/rules';
import type { Judgement } from '../../core/judgement/judge';
import { listFindings } from '../../wording/finding';
import { describeUnused, isMeantForUs, isOfUnusedWarning, nearestId, Unused, unusedName } from '../../wording/unused-acknowledgment';

/** A stage of a template at its construct. */
interface PlacedStage {
  readonly construct: IConstruct;
  readonly stage: { readonly judgement: Judgement };
}

/** What an id names at a construct. */
interface NamedFinding {
  readonly construct: IConstruct;
  readonly key: string;
}

/**
 * A warning for each acknowledgment that is meant for this library and silences
 * nothing. Of an acknowledgment that stacks share, nothing is said unless all of
 * them were judged; nor is anything said twice.
 *
 * @param reporter the plugin that reports
 * @param judged the stacks whose templates were judged, with those that are part of them
 * @param stagesOfJudged every stage in these, asked for only where something is acknowledged
 */
export function unusedAcknowledgments(
  reporter: object, { node: { root } }: IConstruct, judged: readonly IConstruct[], stagesOfJudged: () => readonly PlacedStage[],
): readonly LocatedViolation[] {
  const isShared = sharedBeyond(root, new Set(judged));
  const acknowledgments = acknowledgmentsBelow(root).filter(({ id, scope }) => isMeantForUs(id) && !isShared(scope));
  if (acknowledgments.length === 0) {
    return [];
  }
  const found = new FindingIndex(stagesOfJudged());
  const unused = acknowledgments.filter(({ id }) => !isOfUnusedWarning(id)).flatMap((acknowledgment) => found.unused(acknowledgment));
  // A warning of these can be acknowledged as well.
  const idle = acknowledgments.filter(({ id, scope }) => isOfUnusedWarning(id)
    && !unused.some(({ construct, violation }) => id === `${PACK}::${violation.ruleName}` && isWithin(construct, scope)));
  const all = [...unused, ...idle.map((acknowledgment) => judgedUnused(acknowledgment, { by: 'id', nearest: undefined }))];
  return all.filter(({ construct, violation }) => reporter === reporterOf(root, `${construct.node.path} ${violation.ruleName}`, reporter));
}

/** Whoever comes first reports it, and again when the app is synthesised again. */
function reporterOf(root: IConstruct, warning: string, reporter: object): object {
  const reporters = recordOf(root).reporters ??= new Map<string, object>();
  const first = reporters.get(warning) ?? reporter;
  reporters.set(warning, first);
  return first;
}

/** Whether a scope has to do with a stack that was not judged. */
function sharedBeyond({ node }: IConstruct, judged: ReadonlySet<IConstruct>): (scope: IConstruct) => boolean {
  const notJudged = node.findAll().filter((construct) => Stack.isStack(construct) && !judged.has(construct));
  const shared = new Set(notJudged.flatMap((stack) => stack.node.scopes));
  return (scope) => shared.has(scope) || scope.node.scopes.some((above) => notJudged.includes(above) && Stack.of(scope) === above);
}

/** What the templates have, by what it may be acknowledged as. */
class FindingIndex {
  private readonly byId = new Map<string, NamedFinding[]>();

  public constructor(private readonly stages: readonly PlacedStage[]) {
    for (const { construct, stage: { judgement } } of stages) {
      for (const { rule, key } of listFindings(judgement, '')) {
        // Enforcement leaves alone whatever is acknowledged as unencrypted, even if the finding is of another rule.
        const ids = rule === KEY_RULE ? idsOf(rule, key) : [...idsOf(rule, key), ...idsOf('CacheDataEncrypted', key)];
        ids.forEach((id) => this.byId.set(id, [...this.byId.get(id) ?? [], { construct, key }]));
      }
    }
  }

  /** The warning about an acknowledgment; none if it is of use. */
  public unused(acknowledgment: Acknowledgment): readonly LocatedViolation[] {
    const named = this.byId.get(acknowledgment.id) ?? [];
    const within = named.filter(({ construct }) => isWithin(construct, acknowledgment.scope));
    const isUsed = within.some(({ key }) => isInForce(acknowledgment, key));
    return isUsed ? [] : [judgedUnused(acknowledgment, this.why(acknowledgment, named, within))];
  }

  private why({ id, scope }: Acknowledgment, [elsewhere]: readonly NamedFinding[], within: readonly NamedFinding[]): Unused {
    if (within.length > 0) {
      return { by: 'filter' };
    }
    const judgements = this.stages.filter(({ construct }) => isWithin(construct, scope)).map(({ stage: { judgement } }) => judgement);
    if (judgements.length === 0 && elsewhere !== undefined) {
      return { by: 'place', found: elsewhere.construct.node.path };
    }
    const ids = judgements.flatMap((judgement) => listFindings(judgement, '').map((finding) => finding.id));
    return { by: 'id', nearest: nearestId(id, ids, judgements.flatMap(({ keys }) => keys.map(({ key }) => key))) };
  }
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  return construct.node.scopes.includes(scope);
}

function judgedUnused({ id, reason, scope }: Acknowledgment, unused: Unused): LocatedViolation {
  const violation: PolicyViolation = {
    ruleName: unusedName(id),
    ...describeUnused(id, unused),
    severity: 'warning',
    ruleMetadata: { acknowledgedId: id, reason },
    violatingResources: [{ constructPath: scope.node.path, locations: [] }],
  };
  return { construct: scope, violation };
}
