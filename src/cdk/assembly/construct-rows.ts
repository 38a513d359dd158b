import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { sourceLine } from './construct-source';
import { environmentOf, LocatedStage } from './located-stages';
import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import { Evidence, collectEvidence } from '../../audit/evidence';
import { rowOf } from '../../audit/row';
import { ApiCacheVerdict } from '../../core/judgement/verdict';
import { beforeAt } from '../rendering/before';
import { acknowledgmentOf } from '../violations/acknowledgments';

/** Where a stage is found. */
export interface RowContext {
  /** The folder that source files are relative to. */
  readonly project: string;
  /** The template in the cloud assembly, if it is written. */
  readonly templateFile?: string;
}

/** The rows of a stage at a construct. */
export function rowsAt(
  { construct, logicalId, type, identity, stage, embedded }: LocatedStage, { project, templateFile }: RowContext,
): readonly ApiCacheAuditRow[] {
  const name = construct.node.path;
  const stackName = stackNameOf(construct);
  const where = stackName === undefined || embedded !== undefined ? {} : environmentOf(Stack.of(construct));
  return collectEvidence(stage.judgement, name).map((item) => {
    const source = sourceLine(construct, item.path, project);
    const acknowledged = item.rule && acknowledgmentOf(construct, item.rule, item.key);
    return rowOf(item, {
      ...stackName !== undefined && { stackName },
      constructPath: name,
      logicalId,
      resourceType: type,
      ...templateFile !== undefined && { templateFile },
      accountId: where['AWS::AccountId'],
      region: where['AWS::Region'],
      ...identity,
      ...changesSince({ construct, logicalId }, item),
      ...acknowledged
        && { acknowledgment: { id: acknowledged.id, reason: acknowledged.reason, constructPath: acknowledged.scope.node.path } },
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

/** What the app stated before, if that is something else. */
function changesSince(at: Pick<LocatedStage, 'construct' | 'logicalId'>, { key, place, stated }: Evidence): Pick<ApiCacheAuditRow, 'verdictBefore' | 'statedBefore'> {
  const was = beforeAt(at, key, place);
  return was === undefined || was.stated === stated ? {}
    : { verdictBefore: ApiCacheVerdict[was.verdict], statedBefore: was.stated };
}
