import { stringify } from 'yaml';
import { remediationConfiguration, StartedRunbook } from './remediation-configuration';
import { STAGE_TYPE } from '../core/stage/stage-cache';

/** The name of the rule, to which AWS Config appends the ID of the pack. */
const RULE_NAME = 'api-cache-encrypted';

/**
 * The template of a conformance pack: YAML, and nothing but rules and remediations.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/custom-conformance-pack.html
 */
export function conformancePackTemplate(description: string, policyText: string, runbook?: StartedRunbook): string {
  const Rule = {
    Type: 'AWS::Config::ConfigRule',
    Properties: {
      ConfigRuleName: RULE_NAME,
      Description: description,
      Scope: { ComplianceResourceTypes: [STAGE_TYPE] },
      Source: {
        Owner: 'CUSTOM_POLICY',
        CustomPolicyDetails: { PolicyRuntime: 'guard-2.x.x', PolicyText: policyText },
        SourceDetails: ['ConfigurationItemChangeNotification', 'OversizedConfigurationItemChangeNotification']
          .map((MessageType) => ({ EventSource: 'aws.config', MessageType })),
      },
    },
  };
  const Remediation = runbook === undefined ? undefined : {
    Type: 'AWS::Config::RemediationConfiguration',
    DependsOn: 'Rule',
    Properties: remediationConfiguration(RULE_NAME, runbook),
  };
  return stringify({ Resources: { Rule, ...Remediation && { Remediation } } }, { lineWidth: 0 });
}
