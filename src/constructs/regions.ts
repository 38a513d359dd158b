import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Regions in which CloudFormation does not have a resource type, as cfn-lint 1.58.0 knows them. */
export const UNAVAILABLE = {
  'AWS::CloudFormation::GuardHook': ['cn-north-1', 'cn-northwest-1', 'us-gov-east-1', 'us-gov-west-1'],
  'AWS::Config::RemediationConfiguration': ['ap-east-2', 'ap-southeast-6', 'ap-southeast-7', 'mx-central-1'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * Of a stack without a fixed region nothing can be said.
 *
 * @throws if the type is not available in the region of the stack
 */
export function requireAvailable(problem: string, scope: Construct, type: keyof typeof UNAVAILABLE): void {
  const { region } = Stack.of(scope);
  const regions: readonly string[] = UNAVAILABLE[type];
  if (!Token.isUnresolved(region) && regions.includes(region)) {
    throw new Error(`${problem} in ${region}: ${type} is not available in ${regions.join(', ')}`);
  }
}
