import type { IConstruct } from 'constructs';
import { environmentOf, LocatedStage } from './located-stages';
import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import { Evidence, collectEvidence } from '../../audit/evidence';
import { rowOf } from '../../audit/row';
import { lineIn, SourceLine } from '../../audit/source-line';
import { ApiCacheVerdict } from '../../core/judgement/verdict';
import { UNNAMED_KEY } from '../../core/stage/method-setting-key';
import { Path } from '../../core/template-language/place';
import { describeStated, NOT_STATED } from '../../wording/stated';
import { knownRecordOf } from '../construct-record';
import { stackAround } from '../construct-tree';
import { acknowledgmentOf } from '../violations/acknowledgments';

/** Where a stage is found. */
export interface RowContext {
  /** The folder that source files are relative to. */
  readonly project: string;
  /** The template in the cloud assembly, if it is written. */
  readonly templateFile?: string;
}

/** The rows of a stage at a construct. */
export function rowsAt(located: LocatedStage, { project, templateFile }: RowContext): readonly ApiCacheAuditRow[] {
  const { construct, logicalId, type, identity, stage, embedded } = located;
  const name = construct.node.path;
  const stackName = stackNameOf(construct);
  const where = embedded !== undefined ? {} : environmentOf(stackAround(construct) ?? construct);
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
      ...changesSince(located, item),
      ...acknowledged
        && { acknowledgment: { id: acknowledged.id, reason: acknowledged.reason, constructPath: acknowledged.scope.node.path } },
      ...source && { sourceFile: source.file, sourceLine: source.line },
    });
  });
}

/** None for the app, which stands for a stack that the construct tree has lost. */
function stackNameOf(construct: IConstruct): string | undefined {
  const stack = stackAround(construct);
  return stack?.nestedStackParent === undefined ? stack?.stackName : stack.node.path;
}

/** What the template of a stage stated of a key before it was edited, if that is something else. */
export function changesSince(
  { construct, logicalId }: Pick<LocatedStage, 'construct' | 'logicalId'>, { key, place, stated }: Pick<Evidence, 'key' | 'place' | 'stated'>,
): Pick<ApiCacheAuditRow, 'verdictBefore' | 'statedBefore'> {
  const stack = stackAround(construct);
  const keys = stack && knownRecordOf(stack)?.rendered?.before?.().get(logicalId);
  // Entries whose key cannot be named are told apart by their places.
  const was = keys?.find((judged) => judged.key === key && (key !== UNNAMED_KEY || judged.path.join() === place.join()));
  // An entry that was added stood for nothing.
  const verdict = was === undefined ? 'NOT_CACHED' : was.verdict;
  const statedBefore = was === undefined ? NOT_STATED : describeStated(was);
  const isSame = keys === undefined || verdict === undefined || statedBefore === stated;
  return isSame ? {} : { verdictBefore: ApiCacheVerdict[verdict], statedBefore };
}

const CREATION = 'aws:cdk:creationStack';
const ASSIGNMENT = 'aws:cdk:propertyAssignment';

/** The line in which the user has set the property at a path of a resource last, or else created the construct. */
export function sourceLine({ node: { metadata } }: IConstruct, [, property]: Path, project: string): SourceLine | undefined {
  const traces = (wanted: string) => metadata.filter(({ type }) => type === wanted).map(({ data }) => data as unknown);
  const set = (traces(ASSIGNMENT) as readonly Assignment[]).filter((assignment) => assignment?.propertyName === property).reverse();
  return [...set.map((assignment) => assignment?.stackTrace), ...traces(CREATION)]
    .map((trace) => lineIn(trace, project)).find((line) => line !== undefined);
}

type Assignment = { readonly propertyName?: unknown; readonly stackTrace?: unknown } | undefined;
