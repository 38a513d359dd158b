/** Why `EncryptApiCache` did not encrypt a setting that it covers. */
export type CoverageGap =
  /** It was added as an aspect, and aspects do not enter CDK stages. */
  | { readonly by: 'cdk-stage'; readonly cdkStage: string }
  /** The stack was synthesized before `EncryptApiCache.everywhere` was called. */
  | { readonly by: 'early-synthesis'; readonly stack: string }
  /** CDK did not report the creation of the CDK stage. */
  | { readonly by: 'unseen-creation'; readonly cdkStage: string }
  /** The setting is in an embedded template. */
  | { readonly by: 'embedded-template' }
  /** The stack was created while aspects were running, and CDK did not visit it. */
  | { readonly by: 'late-creation'; readonly stack: string }
  /** The template was changed after it was rendered. */
  | { readonly by: 'late-change'; readonly stack: string }
  /** The cache settings of a nested stack were changed after CDK computed the hash of its template. */
  | { readonly by: 'change-after-hash'; readonly stack: string }
  /** The cloud assembly has the template of a stack that is no longer in the construct tree. */
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
      return { because: `EncryptApiCache was added as an aspect above CDK stage ${gap.cdkStage}, and aspects do not cross CDK stage boundaries`, fix: `${FIRST} instead` };
    case 'early-synthesis':
      return {
        because: `stack ${gap.stack} was synthesized before EncryptApiCache could reach it`,
        fix: `${FIRST}, before anything synthesizes a CDK stage (pipeline.addStage(...) does)`,
      };
    case 'unseen-creation':
      return { because: `this version of CDK did not report the creation of CDK stage ${gap.cdkStage}`, fix: 'call EncryptApiCache.everywhere(this) in its constructor' };
    case 'embedded-template':
      return { because: 'it is in a template embedded in a resource, and EncryptApiCache does not change embedded templates', fix: 'set the flag in the source of that template' };
    case 'late-creation':
      return {
        because: `stack ${gap.stack} was created after EncryptApiCache ran`,
        fix: 'enable the feature flag @aws-cdk/core:aspectStabilization, or create the stack earlier',
      };
    case 'late-change':
      return {
        because: `the template of stack ${gap.stack} was changed after EncryptApiCache encrypted it`,
        fix: 'change it before the template is rendered (a synthesizer that edits the file is too late)',
      };
    case 'change-after-hash':
      return {
        because: `the cache settings of nested stack ${gap.stack} were changed after CDK computed the hash of its template`,
        fix: 'change or acknowledge it in an aspect or earlier, not in a validation plugin',
      };
    case 'no-stack':
      return { because: 'its template is in the cloud assembly, but its stack is no longer in the app', fix: 'set the flag in the source of that template' };
  }
}
