import type { PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { PACK } from '../../catalog/rules';
import { described } from '../../wording/error';
import { fails } from '../../wording/violation';
import { recordOf } from '../construct-record';

/**
 * A report that CDK's command line cannot pass over. It exits with 0 and prints nothing if a plugin throws, if a failure names no
 * violation, or if a violation is at a construct that it does not know: whatever is reported is at a construct of the app, or at the app.
 */
export function validationReport(judge: () => readonly PolicyViolation[]): PolicyValidationPluginReport {
  const violations = attempt(judge);
  return { success: !violations.some(fails), violations: [...violations] };
}

function attempt(judge: () => readonly PolicyViolation[]): readonly PolicyViolation[] {
  try {
    return judge();
  } catch (error) {
    return [crashViolation(error, '')];
  }
}

/**
 * Without what another reporter has said in this synthesis, at the same construct and no milder: a rule pack and EncryptApiCache look
 * at the same templates.
 */
export function unsaid({ node }: IConstruct, reporter: object, violations: readonly PolicyViolation[]): readonly PolicyViolation[] {
  const said = recordOf(node.root).said ??= new Map<object, readonly PolicyViolation[]>();
  if (said.has(reporter)) {
    said.clear(); // The app is synthesised again.
  }
  const earlier = [...said.values()].flat();
  const isSaid = (violation: PolicyViolation) => earlier.some((each) =>
    titleOf(each) === titleOf(violation) && (fails(each) || !fails(violation)));
  const own = violations.filter((violation) => !isSaid(violation));
  said.set(reporter, own);
  return own;
}

function titleOf({ ruleName, violatingResources }: PolicyViolation): string {
  return [ruleName, ...violatingResources.map(({ constructPath }) => constructPath)].join('\0');
}

const CHECKS_FAILED = `${PACK}-ChecksFailed`;

/** A crash of our own, which CDK's command line would pass over in silence: nothing acknowledges it, and it has to be printed. */
export function crashViolation(error: unknown, constructPath: string): PolicyViolation {
  const { message, stack } = described(error);
  const where = constructPath === '' ? 'the app' : constructPath;
  return {
    ruleName: CHECKS_FAILED,
    description: `cannot check the API caches of ${where}: ${message}`,
    severity: 'fatal',
    fix: 'fix the error if it comes from your code; otherwise report it at https://github.com/cdkencryptapicache/cdk-encrypt-api-cache/issues',
    ruleMetadata: { ...stack !== undefined && { stack } },
    violatingResources: [{ constructPath, locations: [] }],
  };
}

export function isCrash({ ruleName }: PolicyViolation): boolean {
  return ruleName === CHECKS_FAILED;
}
