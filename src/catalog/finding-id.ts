import { RuleName, ruleId } from './rules';

/**
 * `ApiCache-CacheDataEncrypted[~1orders/GET]`: one finding of a rule.
 *
 * CDK's id parser reserves `::`, replaces spaces and counts brackets, so what is
 * not in API Gateway's own alphabet of keys is percent-encoded, and so are the
 * braces of a key in which they do not pair.
 */
export function findingId(rule: RuleName, key: string): string {
  const pairs = !/[{}]/.test(key.replace(/\{[^{}]*\}/g, ''));
  const plain = pairs ? /[\w~*/.+$@{}-]/ : /[\w~*/.+$@-]/;
  return `${ruleId(rule)}[${Array.from(key, (char) => plain.test(char) ? char : percentEncoded(char)).join('')}]`;
}

function percentEncoded(char: string): string {
  return Array.from(new TextEncoder().encode(char), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
