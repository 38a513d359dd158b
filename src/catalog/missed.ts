/** Why `EncryptApiCache` did not encrypt what it answers for. */
export type Missed =
  /** It was added as an aspect, and aspects do not enter CDK stages. */
  | { readonly by: 'cdk-stage'; readonly cdkStage: string }
  /** The stack was synthesised before it was asked to reach everything. */
  | { readonly by: 'early-synthesis'; readonly stack: string }
  /** Mode REPORT looks when CDK validates, and CDK did not after it was asked to. */
  | { readonly by: 'no-validation'; readonly stack: string }
  /** CDK did not say that the CDK stage was created. */
  | { readonly by: 'unseen-creation'; readonly cdkStage: string }
  /** The template has a resource that is no construct; or no construct any more, not even its stack. */
  | { readonly by: 'no-construct'; readonly stack: string | undefined }
  /** The construct was created when aspects were running. */
  | { readonly by: 'late-creation' }
  /** It was visited, and is in clear again. */
  | { readonly by: 'late-change' };

/** What happened, and what to do about it. */
export interface MissedWording {
  readonly because: string;
  readonly fix: string;
}

/** Both in one sentence. */
export function explainMissed(missed: Missed): string {
  const { because, fix } = describeMissed(missed);
  return `${because}: ${fix}`;
}

const FIRST = 'call EncryptApiCache.everywhere(app) at the top of the app';

export function describeMissed(missed: Missed): MissedWording {
  switch (missed.by) {
    case 'cdk-stage':
      return { because: `EncryptApiCache is an aspect of a scope above CDK stage ${missed.cdkStage}, and aspects do not enter CDK stages`, fix: `${FIRST} instead` };
    case 'early-synthesis':
      return {
        because: `stack ${missed.stack} was synthesised before EncryptApiCache could reach it`,
        fix: `${FIRST}, before anything synthesises a CDK stage, as pipeline.addStage(...) does`,
      };
    case 'no-validation':
      return {
        because: `stack ${missed.stack} was synthesised before EncryptApiCache could look at it, or without validation`,
        fix: `${FIRST}, and do not skip validation`,
      };
    case 'unseen-creation':
      return { because: `this version of CDK did not say that CDK stage ${missed.cdkStage} was created`, fix: 'call EncryptApiCache.everywhere(this) in its constructor' };
    case 'no-construct':
      return {
        because: `${missed.stack === undefined ? 'the cloud assembly' : `stack ${missed.stack}`} has it in a template, but no construct that EncryptApiCache could visit`,
        fix: 'set the flag where that template is written',
      };
    case 'late-creation':
      return { because: 'the stage was created after EncryptApiCache had run', fix: 'set the feature flag @aws-cdk/core:aspectStabilization, or create it earlier' };
    case 'late-change':
      return { because: 'this was changed after EncryptApiCache had visited the stage', fix: 'let what changes it run first' };
  }
}
