import { RUNBOOK_PARAMETERS } from './runbook-document';
import { STAGE_TYPE } from '../core/stage/stage-cache';

/** What is said of a runbook where AWS Config is to start it. A text of CloudFormation may be a function. */
export interface StartedRunbook {
  readonly documentName: unknown;
  readonly roleArn: unknown;
  readonly flushCache: boolean;
  /** Whether AWS Config starts it by itself. */
  readonly isAutomatic: boolean;
}

/** After so many failed attempts within the window, AWS Config stops starting the runbook for a stage. A run takes up to ten minutes. */
const FAILED_ATTEMPTS = 5;
const WINDOW_IN_SECONDS = 3_600;

/**
 * The properties of an `AWS::Config::RemediationConfiguration` that encrypts a stage.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/remediation.html
 */
export function remediationConfiguration(configRuleName: string, runbook: StartedRunbook): Readonly<Record<string, unknown>> {
  const { documentName, roleArn, flushCache, isAutomatic } = runbook;
  const { role, stageArn, flushCache: flush } = RUNBOOK_PARAMETERS;
  return {
    ConfigRuleName: configRuleName,
    ResourceType: STAGE_TYPE,
    TargetType: 'SSM_DOCUMENT',
    TargetId: documentName,
    Parameters: {
      [role]: statically(roleArn),
      // AWS Config knows a stage by its ARN.
      [stageArn]: { ResourceValue: { Value: 'RESOURCE_ID' } },
      ...flushCache && { [flush]: statically('true') },
    },
    Automatic: isAutomatic,
    ...isAutomatic && { MaximumAutomaticAttempts: FAILED_ATTEMPTS, RetryAttemptSeconds: WINDOW_IN_SECONDS },
  };
}

function statically(value: unknown): object {
  return { StaticValue: { Values: [value] } };
}
