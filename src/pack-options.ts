import { ComplianceFramework } from './catalog/frameworks';
import { RULE_NAMES, RuleName, RULES, Severity } from './catalog/rules';
import { show } from './core/reading';

const ALL_FRAMEWORKS: readonly ComplianceFramework[] = Object.values(ComplianceFramework);
const OFF = 'off';
const SEVERITIES: readonly string[] = ['error', 'warning', 'info', OFF];

/**
 * The severity of every rule that is on.
 *
 * @param chosen by name of rule; what is not there is as in the catalogue
 * @throws if that is no map of rules to severities
 */
export function severitiesOf(chosen: Readonly<Record<string, string>> = {}): ReadonlyMap<RuleName, Severity> {
  if (Object.prototype.toString.call(chosen) !== '[object Object]') {
    throw new Error(`severities must map names of rules to ApiCacheRuleSeverity, got ${show(chosen)}`);
  }
  const own = new Map(Object.entries(chosen));
  for (const [rule, severity] of own) {
    requireOneOf('the name of a rule in severities', rule, RULE_NAMES);
    requireOneOf(`the severity of ${rule} in severities`, severity, SEVERITIES);
  }
  return new Map(RULE_NAMES.flatMap((rule) => {
    const severity = own.get(rule) ?? RULES[rule].severity;
    return severity === OFF ? [] : [[rule, severity as Severity] as const];
  }));
}

/** @throws if one of them is no framework */
export function frameworksOf(chosen: readonly ComplianceFramework[] = ALL_FRAMEWORKS): ReadonlySet<ComplianceFramework> {
  if (!Array.isArray(chosen)) {
    throw new Error(`frameworks must be a list of ComplianceFramework, got ${show(chosen)}`);
  }
  chosen.forEach((one) => requireOneOf('each entry of frameworks', one, ALL_FRAMEWORKS));
  return new Set(chosen);
}

/** @throws if it is neither true nor false */
export function switchOf(option: string, chosen: boolean | undefined): boolean {
  if (chosen !== undefined && typeof chosen !== 'boolean') {
    throw new Error(`${option} must be true or false, got ${show(chosen)}`);
  }
  return chosen ?? false;
}

function requireOneOf(what: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) {
    throw new Error(`${what} must be one of ${allowed.join(', ')}, got ${show(value)}`);
  }
}
