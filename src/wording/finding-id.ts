import { methodOptionsKeys } from './key-names';
import { RULE_NAMES, RuleName, ruleId } from '../catalog/rules';

/** `ApiCache-CacheDataEncrypted[~1orders/GET]`: one finding of a rule. */
export function findingId(rule: RuleName, key: string): string {
  return `${ruleId(rule)}[${idPart(key)}]`;
}

/** The id of the finding of a row; none for a compliant row. */
export function rowFindingId({ ruleId: id, methodKey }: { readonly ruleId?: string; readonly methodKey: string }): string | undefined {
  const rule = RULE_NAMES.find((name) => ruleId(name) === id);
  return rule && findingId(rule, methodKey);
}

/** Every id that means this finding: its own, and those with the key as CDK's `methodOptions` have it. */
export function findingIds(rule: RuleName, key: string): readonly string[] {
  return [key, ...methodOptionsKeys(key)].map((spelling) => findingId(rule, spelling));
}

/**
 * A text as it may stand in an id. CDK's id parser reserves `::`, replaces spaces
 * and counts brackets, so what is not in API Gateway's own alphabet of keys is
 * percent-encoded, and so are the braces of a text in which they do not pair.
 */
export function idPart(text: string): string {
  const pairs = !/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''));
  return text.replace(pairs ? /[^\w~*/.+$@{}-]/gu : /[^\w~*/.+$@-]/gu, percentEncode);
}

function percentEncode(char: string): string {
  return Array.from(new TextEncoder().encode(char), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
