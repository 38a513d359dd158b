import type { PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { crashViolation } from './violation';
import { fails } from '../../wording/violation';
import { constructAt } from '../assembly/written-stacks';

/**
 * Makes a report that CDK's command line cannot pass over. It exits with 0 and
 * prints nothing if a plugin throws, if a failure names no violation, or if a
 * violation is at a construct that it does not know.
 *
 * @param root the app
 * @param judge what makes the report
 */
export function failClosed(root: IConstruct | undefined, judge: () => PolicyValidationPluginReport): PolicyValidationPluginReport {
  const report = attempt(judge);
  const violations = report.violations.map((violation) => isPlaced(violation, root) ? violation : moveToRoot(violation));
  const silent = !report.success && violations.length === 0;
  const all = silent ? [crashViolation(new Error('the validation report failed without naming a violation'), '')] : violations;
  return { ...report, violations: all, success: report.success && !all.some(fails) };
}

function attempt(judge: () => PolicyValidationPluginReport): PolicyValidationPluginReport {
  try {
    return judge();
  } catch (error) {
    return { success: false, violations: [crashViolation(error, '')] };
  }
}

function isPlaced({ violatingResources }: PolicyViolation, root: IConstruct | undefined): boolean {
  return violatingResources.length > 0 && violatingResources.every(({ constructPath: path }) =>
    path === '' || (path !== undefined && root !== undefined && constructAt(root, path) !== undefined));
}

function moveToRoot(violation: PolicyViolation): PolicyViolation {
  const paths = violation.violatingResources.map(({ constructPath }) => constructPath ?? 'none');
  return {
    ...violation,
    description: `${violation.description} (at ${paths.join(', ') || 'no construct'}, which is not in the construct tree)`,
    severity: 'fatal',
    violatingResources: [{ constructPath: '', locations: [] }],
  };
}
