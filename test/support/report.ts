import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import type { App } from 'aws-cdk-lib';

/** CDK's validation report, as far as the tests look at it. */
export interface ValidationReport {
  readonly pluginReports: readonly PluginReport[];
}

export interface PluginReport {
  readonly pluginName: string;
  readonly pluginVersion?: string;
  readonly conclusion: 'success' | 'failure';
  readonly violations: readonly Violation[];
  readonly suppressedViolations?: readonly AcknowledgedViolation[];
}

export interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly suggestedFix?: string;
  readonly severity: string;
  readonly ruleMetadata?: Readonly<Record<string, string>>;
  readonly violatingConstructs: readonly { readonly constructPath: string; readonly stackTraces?: readonly string[] }[];
}

export interface AcknowledgedViolation extends Violation {
  readonly acknowledgedId: string;
  readonly reason?: string;
  readonly acknowledgedAt?: string;
}

/** What a pack had to say, as CDK has written it down. */
export interface PackReport {
  readonly conclusion: 'success' | 'failure';
  /** `Shop/Stage ApiCache-CacheDataEncrypted[~1orders/GET]`, sorted. */
  readonly active: readonly string[];
  /** The same with the id that acknowledges it and the reason. */
  readonly acknowledged: readonly string[];
  readonly violations: readonly Violation[];
}

/** Synthesises a test app and reads the report file of CDK. Without violations CDK leaves a plugin out of it. */
export function packReport(app: App, pluginName = 'ApiCache'): PackReport {
  const { directory } = app.synth();
  return packReportIn(directory, pluginName);
}

/** The rules that anything violates in a test app, whoever says so, for each construct. */
export function violatedRules(app: App): readonly string[] {
  return pluginReportsIn(app.synth().directory).flatMap(({ violations }) => violations)
    .flatMap(({ ruleName, violatingConstructs }) => violatingConstructs.map(() => ruleName)).sort();
}

function pluginReportsIn(directory: string): readonly PluginReport[] {
  const file = join(directory, 'validation-report.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ValidationReport).pluginReports : [];
}

export function packReportIn(directory: string, pluginName = 'ApiCache'): PackReport {
  const mine = pluginReportsIn(directory).filter((report) => report.pluginName === pluginName);
  const violations = mine.flatMap((report) => report.violations);
  return {
    conclusion: mine.some(({ conclusion }) => conclusion === 'failure') ? 'failure' : 'success',
    active: violations.flatMap(named).sort(),
    acknowledged: mine.flatMap(({ suppressedViolations }) => suppressedViolations ?? [])
      .flatMap((acknowledged) => named(acknowledged).map((name) => `${name} by ${acknowledged.acknowledgedId} at ${acknowledged.acknowledgedAt ?? ''}: ${acknowledged.reason}`)).sort(),
    violations,
  };
}

function named({ ruleName, violatingConstructs }: Violation): string[] {
  return violatingConstructs.map(({ constructPath }) => `${constructPath} ${ruleName}`);
}
