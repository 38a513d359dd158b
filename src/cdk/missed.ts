import { CfnElement, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isAcknowledged } from './acknowledgments';
import { subjectOf } from './subject';
import { isSaid, isVisited } from './visited';
import type { Finding } from '../catalog/finding';
import type { Missed } from '../catalog/missed';

/** What an EncryptApiCache answers for. */
export interface Charge {
  readonly scope: IConstruct;
  /** All below the scope, or the CDK stages below it, which the aspect does not enter. */
  readonly of: 'everything' | 'cdk-stages';
  /** What stays in clear is an error; otherwise it is only to be said. */
  readonly enforces: boolean;
  /** Whether its visits began when the construct was there; in mode REPORT, whether it has looked below it. */
  readonly found: (construct: IConstruct) => boolean;
  /** Whether it was put on a CDK stage: of those that exist, CDK did not tell of the others. */
  readonly isOn?: (cdkStage: IConstruct) => boolean;
}

/** Whether the template of a stack may have something that a charge is about. The app stands for a stack that is not in it any more. */
export function mayConcern(charge: Charge, stack: IConstruct): boolean {
  return isAbout(charge, stack) || (charge.of === 'everything' && charge.scope.node.scopes.includes(stack));
}

/** Why a finding in a written template was missed, if somebody answers for it and has not said it already. */
export function missedBy(charges: readonly Charge[], construct: IConstruct, finding: Finding): (Missed & { readonly charge: Charge }) | undefined {
  const answering = charges.filter((charge) => isAbout(charge, construct) && answersFor(charge, construct, finding));
  const [charge] = [...answering].sort((one, other) => rank(one) - rank(other));
  return charge && !isAccepted(construct, finding) ? { ...why(charge, construct), charge } : undefined;
}

/** The strictest first, and then the one that has promised most. */
function rank({ enforces, of }: Charge): number {
  return (enforces ? 0 : 2) + (of === 'everything' ? 0 : 1);
}

function isAbout({ scope, of, found }: Charge, construct: IConstruct): boolean {
  if (construct === construct.node.root) {
    return construct === scope;
  }
  if (of === 'cdk-stages') {
    const cdkStages = construct.node.scopes.filter((one) => one !== scope && Stage.isStage(one) && one.node.scopes.includes(scope));
    // The same aspect may have been added there.
    return cdkStages.length > 0 && !found(cdkStages[cdkStages.length - 1]);
  }
  // What no construct stands for is found at the stack of the element that brings it.
  return construct.node.scopes.includes(scope) || (CfnElement.isCfnElement(scope) && Stack.of(scope) === construct);
}

function answersFor({ enforces }: Charge, construct: IConstruct, finding: Finding): boolean {
  const isEnforced = enforces && finding.rule === 'CacheDataEncrypted';
  return isEnforced || (!isSaid(construct, finding) && (!enforces || finding.rule !== 'MethodSettingKeyEffective'));
}

function isAccepted(construct: IConstruct, { rule, key }: Finding): boolean {
  return isAcknowledged(construct, 'CacheDataEncrypted', key) || isAcknowledged(construct, rule, key);
}

function why({ scope, of, enforces, found, isOn }: Charge, construct: IConstruct): Missed {
  const stack = construct.node.scopes.filter((one) => Stack.isStack(one)).pop()?.node.path;
  if (stack === undefined || subjectOf(construct) === undefined) {
    return { by: 'no-construct', stack };
  }
  if (isVisited(construct)) {
    return { by: 'late-change' };
  }
  const cdkStage = Stage.of(construct)!;
  if (of === 'cdk-stages') {
    return { by: 'cdk-stage', cdkStage: cdkStage.node.path };
  }
  const isBelow = cdkStage !== scope && cdkStage.node.scopes.includes(scope);
  if (isBelow && isOn?.(cdkStage) === false) {
    return { by: 'unseen-creation', cdkStage: cdkStage.node.path };
  }
  const isFound = found(isBelow ? cdkStage : scope);
  if (!enforces) {
    return isFound ? { by: 'late-change' } : { by: 'no-validation', stack };
  }
  return isFound ? { by: 'late-creation' } : { by: 'early-synthesis', stack };
}
