import { ComplianceFramework } from '../catalog/frameworks';
import { RULE_NAMES, RuleName, RULES } from '../catalog/rules';
import { ApiCacheRuleSeverity, Severity } from '../catalog/severity';
import { show } from '../core/template-language/reading';
import { enumListOption, requireOneOf } from '../options';

const ALL_FRAMEWORKS: readonly ComplianceFramework[] = Object.values(ComplianceFramework);
const SEVERITIES: readonly string[] = Object.values(ApiCacheRuleSeverity);

/**
 * The severity of every rule that is on.
 *
 * @param chosen severities by rule name; other rules have their default severity
 * @throws if it is not a map of rules to severities
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
    return severity === ApiCacheRuleSeverity.OFF ? [] : [[rule, severity as Severity] as const];
  }));
}

/** @throws if one of them is not a framework */
export function frameworksOf(chosen: readonly ComplianceFramework[] = ALL_FRAMEWORKS): ReadonlySet<ComplianceFramework> {
  return new Set(enumListOption('frameworks', chosen, 'ComplianceFramework', ALL_FRAMEWORKS));
}
