import { Validations } from 'aws-cdk-lib';

/** The first versions of aws-cdk-lib that do something we have to do ourselves before. */
export const CDK = {
  /** Heeds where an acknowledgment was made, and not only what it names. */
  ACKNOWLEDGES_BY_PLACE: 271,
  /** Calls the validation plugins of every CDK stage, not only of those right below the app or another CDK stage. */
  VALIDATES_EVERY_STAGE: 276,
} as const;

const RTTI = Symbol.for('jsii.rtti');

/** Whether the aws-cdk-lib in use is 2.`minor` or newer. */
export function isCdkAtLeast(minor: number): boolean {
  const { version } = (Validations as unknown as Record<symbol, { readonly version: string }>)[RTTI];
  const [major, ownMinor] = version.split('.').map(Number);
  return major > 2 || (major === 2 && ownMinor >= minor);
}
