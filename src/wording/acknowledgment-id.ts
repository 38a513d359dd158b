import { findingId, findingIds } from './finding-id';
import { PACK, RuleName, ruleId } from '../catalog/rules';

/** The name under which a warning carries its method-setting key, for `acknowledge({ id, reason, where })`. */
export const METHOD_KEY = 'methodKey';

/** CDK files an id without a prefix under the namespace of its annotations, and as it is. */
const NAMESPACES = [`${PACK}::`, 'Annotation::', ''];

/** The finding alone, the whole rule. */
export function idsOf(rule: RuleName, key: string): readonly string[] {
  return [...findingIds(rule, key), idInWarning(rule, key), ruleId(rule)].flatMap((id) => NAMESPACES.map((namespace) => namespace + id));
}

/** CDK's report reads the id of a warning up to the first closing bracket, so that of `[ack: …]` has to close the key, too (ADR 0005). */
export function idInWarning(rule: RuleName, key: string): string {
  return findingId(rule, key).slice(0, -1);
}
