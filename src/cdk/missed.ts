import { Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isAcknowledged } from './acknowledgments';
import { isVisited } from './visited';
import type { Finding } from '../catalog/finding';
import type { Missed } from '../catalog/missed';

/** What an EncryptApiCache answers for. */
export interface Charge {
  readonly scope: IConstruct;
  /** All below the scope, or the CDK stages below it, which the aspect does not enter. */
  readonly of: 'everything' | 'cdk-stages';
  /** What stays in clear is an error; otherwise it is only to be said. */
  readonly enforces: boolean;
  /** Whether its visits began when the construct was there. */
  readonly found: (construct: IConstruct) => boolean;
}

/** Whether a stack may have something that a charge is about. */
export function concerns({ scope, of }: Charge, stack: IConstruct): boolean {
  return of === 'everything'
    ? stack.node.scopes.includes(scope) || scope.node.scopes.includes(stack)
    : stack.node.scopes.some((one) => one !== scope && Stage.isStage(one) && one.node.scopes.includes(scope));
}

/** Why a finding in a written template was missed, if somebody answers for it and has not said it already. */
export function missedBy(charges: readonly Charge[], construct: IConstruct, finding: Finding): (Missed & { readonly charge: Charge }) | undefined {
  const answering = charges.filter((charge) => concerns(charge, construct) && answersFor(charge, construct, finding));
  const charge = answering.find(({ enforces }) => enforces) ?? answering[0];
  return charge && !isAccepted(construct, finding) ? { ...why(charge, construct), charge } : undefined;
}

function answersFor({ enforces }: Charge, construct: IConstruct, { rule }: Finding): boolean {
  return enforces
    ? rule === 'CacheDataEncrypted' || (rule !== 'MethodSettingKeyEffective' && !isVisited(construct))
    : !isVisited(construct);
}

function isAccepted(construct: IConstruct, { rule, key }: Finding): boolean {
  return isAcknowledged(construct, 'CacheDataEncrypted', key) || isAcknowledged(construct, rule, key);
}

function why({ of, found }: Charge, construct: IConstruct): Missed {
  const stack = Stack.of(construct).node.path;
  const cdkStage = Stage.of(construct)!;
  if (isVisited(construct) && (of === 'cdk-stages' || found(cdkStage))) {
    return { by: 'late-change' };
  }
  if (of === 'cdk-stages') {
    return { by: 'cdk-stage', cdkStage: cdkStage.node.path };
  }
  if (Stack.isStack(construct)) {
    return { by: 'no-construct', stack };
  }
  return found(cdkStage) ? { by: 'late-creation' } : { by: 'early-synthesis', stack };
}
