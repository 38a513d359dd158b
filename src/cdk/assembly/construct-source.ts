import type { IConstruct, MetadataEntry } from 'constructs';
import { lineIn, SourceLine } from '../../audit/source-line';
import { Path } from '../../core/template-language/place';

const CREATION = 'aws:cdk:creationStack';
const ASSIGNMENT = 'aws:cdk:propertyAssignment';

/** The line in which the user has set the property at a path of a resource last, or else created the construct. */
export function sourceLine(construct: IConstruct, path: Path, project: string): SourceLine | undefined {
  const [, property] = path;
  const set = assignmentsOf(construct)
    .filter(({ data }) => propertyOf(data) === property)
    .map(({ data }) => lineIn(traceOf(data), project));
  const created = construct.node.metadata.filter(({ type }) => type === CREATION).map(({ data }) => lineIn(data, project));
  return [...set.reverse(), ...created].find((line) => line !== undefined);
}

function assignmentsOf({ node }: IConstruct): readonly MetadataEntry[] {
  return node.metadata.filter(({ type }) => type === ASSIGNMENT);
}

interface Assignment {
  readonly propertyName?: unknown;
  readonly stackTrace?: unknown;
}

function propertyOf(data: Assignment | undefined): string | undefined {
  return typeof data?.propertyName === 'string' ? data.propertyName : undefined;
}

function traceOf(data: Assignment | undefined): unknown {
  return data?.stackTrace;
}
