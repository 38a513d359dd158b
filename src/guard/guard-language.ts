import { PropertyNames, TEMPLATE } from '../catalog/property-names';
import { ruleId, RuleName, RULES } from '../catalog/rules';

/** Lines of a text in the language of AWS CloudFormation Guard. */
export type GuardLines = readonly string[];

/** The two spellings of a boolean. */
export const ON = '[true, "true"]';
export const OFF = '[false, "false"]';

/** The spellings of zero, as numbers and texts. Guard 2 reads `0.0` as a text. */
export const ZERO = '[0, 0.0, "0", "0.0"]';

const INDENT = '  ';

export function block(head: string, body: GuardLines): GuardLines {
  return [`${head} {`, ...indented(body), '}'];
}

/** What is asked only where each of the conditions holds. */
export function when(conditions: GuardLines, body: GuardLines): GuardLines {
  return block(where(conditions), body);
}

/** A rule, which is skipped where one of the conditions does not hold. */
export function rule(name: string, conditions: GuardLines, body: GuardLines): GuardLines {
  return block(`rule ${name} ${where(conditions)}`, body);
}

function where(conditions: GuardLines): string {
  return `when ${conditions.join(`\n${INDENT}`)}`;
}

/** Those elements of a list, or those values of a map (`query.*`), of which each of the conditions holds. */
export function filterBy(query: string, conditions: GuardLines): string {
  return `${query}[ ${conditions.join(`\n${INDENT}`)} ]`;
}

/** Neither off nor left out: what cannot be read may turn out to be on. */
export function mayBeOn(property: string): GuardLines {
  return [`${property} exists`, `${property} not in ${OFF}`];
}

/** A clause that holds where a rule is kept; where it fails, the words of the rule. */
export function ruleClause(name: RuleName, names: PropertyNames, clause: string): GuardLines {
  const { says, fix } = RULES[name];
  const [firstSentence] = fix.split(/(?<=\.) /);
  return clauseWithMessage(clause, `[${ruleId(name)}] ${inWordsOf(names, says)}`, inWordsOf(names, firstSentence));
}

/** A clause, and what is said where it fails. */
export function clauseWithMessage(clause: string, violation: string, fix: string): GuardLines {
  return [clause, ...indented(['<<', `  Violation: ${violation}`, `  Fix: ${fix}`, '>>'])];
}

function indented(lines: GuardLines): GuardLines {
  return lines.flatMap((line) => line.split('\n')).map((line) => line === '' ? line : INDENT + line);
}

function inWordsOf({ flag, caching }: PropertyNames, text: string): string {
  return text.replaceAll(TEMPLATE.flag, flag).replaceAll(TEMPLATE.caching, caching);
}
