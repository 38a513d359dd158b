import { Aspects, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isEmbedded } from '../../core/stage/embedded-template';
import type { CoverageGap } from '../../wording/coverage-gap';
import type { Finding } from '../../wording/finding';
import { Coverage, knownRecordOf, recordOf } from '../construct-record';
import { stackAround } from '../construct-tree';
import { isAcknowledged } from '../violations/acknowledgments';

export function addCoverage(coverage: Coverage): void {
  const record = recordOf(coverage.scope);
  record.coverages = [...record.coverages ?? [], coverage];
}

/** What answers for a construct: of each aspect what it was told nearest to it. */
export function coveragesOf(construct: IConstruct): readonly Coverage[] {
  const nearest: Coverage[] = [];
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    for (const coverage of knownRecordOf(scope)?.coverages ?? []) {
      if (!nearest.some(({ owner }) => owner === coverage.owner)) {
        nearest.push(coverage);
      }
    }
  }
  return nearest.filter(({ leavesOut }) => !leavesOut(construct));
}

/** Whether anything answers for a stack or for something in it. The app stands for a stack that it has lost. */
export function isConcerned(stack: IConstruct): boolean {
  return knownRecordOf(stack)?.isHooked === true || coveragesOf(stack).length > 0;
}

/** What was left, and by what. */
export interface Left {
  readonly coverage: Coverage;
  /** Nothing where it was said when it was rendered. */
  readonly gap?: CoverageGap;
}

/** Why a finding is still in a written template, if an EncryptApiCache covers it. */
export function leftBy(construct: IConstruct, finding: Finding): Left | undefined {
  const isAlreadyReported = knownRecordOf(construct)?.announced?.has(finding.id) === true;
  const [coverage] = coveragesOf(construct)
    .filter(({ isEnforced }) => isAlreadyReported || !isEnforced || finding.rule !== 'MethodSettingKeyEffective')
    .sort((a, b) => coverageRank(a) - coverageRank(b));
  if (coverage === undefined || isCoveredByAcknowledgment(construct, finding)) {
    return undefined;
  }
  if (isAlreadyReported && !(coverage.isEnforced && finding.rule === 'CacheDataEncrypted')) {
    return { coverage };
  }
  return { coverage, gap: isEmbedded(finding.path) ? { by: 'embedded-template' } : gapOf(coverage, construct) };
}

/** The strictest first, and then what has promised most. */
function coverageRank({ isEnforced, separateCdkStages, isEverywhere }: Coverage): number {
  return (isEnforced ? 0 : 4) + (separateCdkStages ? 2 : 0) + (isEverywhere ? 0 : 1);
}

function isCoveredByAcknowledgment(construct: IConstruct, { rule, key }: Finding): boolean {
  return isAcknowledged(construct, 'CacheDataEncrypted', key) || isAcknowledged(construct, rule, key);
}

function gapOf(coverage: Coverage, construct: IConstruct): CoverageGap {
  const { scope, owner, isEverywhere, hasVisited } = coverage;
  const stack = stackAround(construct);
  if (stack === undefined) {
    return { by: 'no-stack' };
  }
  const record = knownRecordOf(stack);
  if (record?.rendered?.coverages.has(coverage) || (record?.isHooked && hasVisited(stack))) {
    return { by: 'late-change', stack: stack.node.path };
  }
  const cdkStage = Stage.of(stack)!;
  if (cdkStage !== scope && cdkStage.node.scopes.includes(scope) && !Aspects.of(cdkStage).all.includes(owner)) {
    return { by: isEverywhere ? 'unseen-creation' : 'cdk-stage', cdkStage: cdkStage.node.path };
  }
  return { by: hasVisited(stack) ? 'late-creation' : 'early-synthesis', stack: stack.node.path };
}
