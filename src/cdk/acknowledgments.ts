import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { findingId } from '../catalog/finding-id';
import { PACK, RuleName, ruleId } from '../catalog/rules';

/** The name under which a warning carries its method-setting key, for `acknowledge({ id, reason, where })`. */
export const METHOD_KEY = 'methodKey';

/** CDK files an id without a prefix under the namespace of its annotations, which had three names so far. */
const NAMESPACES = [`${PACK}::`, 'Annotation::', 'Construct-Annotations::', 'annotation::', ''];

/** CDK's record of acknowledgments on the app, shared by all copies of aws-cdk-lib. */
interface AcknowledgmentStore {
  has(scope: IConstruct, id: string, context?: Readonly<Record<string, string>>): boolean;
}

const STORE = Symbol.for('@aws-cdk/core.Acknowledgements');

/** Whether the construct or a scope above it acknowledges the rule, or this one finding of it. */
export function isAcknowledged(scope: IConstruct, rule: RuleName, key: string): boolean {
  const ids = [ruleId(rule), findingId(rule, key)].flatMap((id) => NAMESPACES.map((namespace) => namespace + id));
  const store = (scope.node.root as unknown as Record<symbol, AcknowledgmentStore | undefined>)[STORE];
  // CDK asks about a construct and overlooks the app above it, so every scope is asked about.
  if (store !== undefined && scope.node.scopes.some((one) => ids.some((id) => store.has(one, id, { [METHOD_KEY]: key })))) {
    return true;
  }
  // A store that takes a context also knows `where` filters, which the metadata leaves out. An older one overlooks the construct itself.
  const storeIsComplete = store !== undefined && store.has.length > 2;
  return !storeIsComplete && scope.node.scopes.some((one) => statesAcknowledgment(one, ids));
}

function statesAcknowledgment(scope: IConstruct, ids: readonly string[]): boolean {
  return scope.node.metadata
    .filter((entry) => entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .some((entry) => ids.some((id) => id in (entry.data as object)));
}
