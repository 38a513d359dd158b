/** Why a template has what `EncryptApiCache` answers for. */
export type CoverageGap =
  /** It was added as an aspect, and aspects do not enter CDK stages. */
  | { readonly by: 'cdk-stage'; readonly cdkStage: string }
  /** The stack was synthesised before it was asked to reach everything. */
  | { readonly by: 'early-synthesis'; readonly stack: string }
  /** CDK did not say that the CDK stage was created. */
  | { readonly by: 'unseen-creation'; readonly cdkStage: string }
  /** The stack was created when aspects were running, and CDK did not show it to them. */
  | { readonly by: 'late-creation'; readonly stack: string }
  /** The template was changed after it was rendered. */
  | { readonly by: 'late-change'; readonly stack: string }
  /** What decides on the caches of a nested stack was changed after CDK had taken the hash of its template. */
  | { readonly by: 'change-after-hash'; readonly stack: string }
  /** The cloud assembly has the template of a stack that is not in the construct tree any more. */
  | { readonly by: 'no-stack' };

/** What happened, and what to do about it. */
export interface GapWording {
  readonly because: string;
  readonly fix: string;
}

const FIRST = 'call EncryptApiCache.everywhere(app) at the top of the app';

export function describeGap(gap: CoverageGap): GapWording {
  switch (gap.by) {
    case 'cdk-stage':
      return { because: `EncryptApiCache is an aspect of a scope above CDK stage ${gap.cdkStage}, and aspects do not enter CDK stages`, fix: `${FIRST} instead` };
    case 'early-synthesis':
      return {
        because: `stack ${gap.stack} was synthesised before EncryptApiCache could reach it`,
        fix: `${FIRST}, before anything synthesises a CDK stage, as pipeline.addStage(...) does`,
      };
    case 'unseen-creation':
      return { because: `this version of CDK did not say that CDK stage ${gap.cdkStage} was created`, fix: 'call EncryptApiCache.everywhere(this) in its constructor' };
    case 'late-creation':
      return {
        because: `stack ${gap.stack} was created after EncryptApiCache had run`,
        fix: 'set the feature flag @aws-cdk/core:aspectStabilization, or create it earlier',
      };
    case 'late-change':
      return {
        because: `the template of stack ${gap.stack} was changed after EncryptApiCache had encrypted it`,
        fix: 'change it before it is rendered: a synthesizer that edits the file, for one, is too late',
      };
    case 'change-after-hash':
      return {
        because: `what decides on the caches of nested stack ${gap.stack} was changed after CDK had taken the hash of its template`,
        fix: 'change or acknowledge it in an aspect or before, and not in a validation',
      };
    case 'no-stack':
      return { because: 'the cloud assembly has it in a template, but its stack is not in the app any more', fix: 'set the flag where that template is written' };
  }
}
