import { App, AspectPriority, Aspects, IAspect } from 'aws-cdk-lib';
import { Construct, IConstruct, IMixin } from 'constructs';
import { onEveryCdkStage } from './cdk/cdk-stages';
import { holdsStages } from './cdk/stage-resource';
import { Visits } from './cdk/visits';
import { show } from './core/reading';
import { EncryptApiCacheMode } from './encrypt-api-cache-mode';
import { switchOf } from './options';

/** Options of `EncryptApiCache`. */
export interface EncryptApiCacheProps {
  /**
   * Whether to encrypt, or to say what is not encrypted.
   *
   * @default EncryptApiCacheMode.ENFORCE
   */
  readonly mode?: EncryptApiCacheMode;

  /**
   * Also add a stage default (HTTP method `*`, resource path `/*`) that states
   * `CacheDataEncrypted: true` and nothing else, to stages whose cache cluster is
   * on and which have no default yet.
   *
   * AWS Control Tower's control CT.APIGATEWAY.PR.3 demands such an entry. It is
   * off by default because an entry that is created fixes the throttling and
   * caching of the methods it covers to what they are at that moment.
   * Has no effect in mode `REPORT`, nor on an API that AWS SAM makes implicitly.
   *
   * @default false
   * @see https://docs.aws.amazon.com/controltower/latest/controlreference/api-gateway-rules.html
   */
  readonly ensureStageDefault?: boolean;

  /**
   * Whether each CDK stage right below the app answers for itself.
   *
   * By default, findings in any CDK stage make every synthesis fail, which suits
   * a CI job that runs `cdk synth` once for all. Set it to `true` to deploy CDK stages
   * apart, as by `cdk deploy "Staging/**"`: then findings fail only where
   * their CDK stage is selected, and `cdk synth` by itself names the others in a
   * warning and exits with code 0. Where a rule pack or another `EncryptApiCache` says otherwise, failing wins.
   *
   * @default false
   */
  readonly separateCdkStages?: boolean;
}

/**
 * Encrypts the response cache of every Amazon API Gateway REST API below a scope.
 *
 * Sets `CacheDataEncrypted: true` on each method setting that is cached, may be
 * cached or would be cached once the cache cluster is enabled: of
 * `AWS::ApiGateway::Stage`, of the `StageDescription` of an
 * `AWS::ApiGateway::Deployment` and of `AWS::Serverless::Api`, whoever made them
 * (L2, L1, raw `CfnResource`, `CfnInclude`) and whatever overrides they carry.
 * Nothing else in the template changes; an API that does not cache is not touched.
 *
 * It does so where CDK renders the template of a stack, so nothing that runs before
 * can undo it: no aspect, no override, no change after a mixin. What cannot be
 * encrypted because the template does not show it becomes a warning. If a template
 * is unencrypted all the same once it is written, synthesis fails and says why.
 * A construct that acknowledges the rule `ApiCache::ApiCache-CacheDataEncrypted`,
 * or one finding of it such as `ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]`,
 * is left alone to that extent.
 *
 * `EncryptApiCache.everywhere(app)` reaches every CDK stage. As an aspect alone it
 * does not enter one below its scope; if that leaves a cache unencrypted, synthesis
 * fails and says so.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-5
 * @example
 * import { App } from 'aws-cdk-lib';
 * import { EncryptApiCache } from 'cdk-encrypt-api-cache';
 *
 * const app = new App();
 * EncryptApiCache.everywhere(app);
 */
export class EncryptApiCache implements IAspect, IMixin {
  /**
   * Encrypts every API cache below a scope, in every CDK stage, or makes synthesis fail.
   *
   * Call it first, at the top of the app. It reaches CDK stages at any depth, those
   * that are created later, and those that a CDK pipeline synthesises before
   * everything else. Whatever could not be reached, because it was synthesised
   * before or its template changed after, makes synthesis fail, naming stack, method and reason.
   *
   * In mode `REPORT` it warns about what is unencrypted in the templates, and changes nothing.
   *
   * @param scope the app, or what is to be encrypted of it
   * @param props options, by default every cache is encrypted
   * @throws if an option has a value that it does not allow, if the scope is not part of an app, or if it was synthesised before
   * @see https://docs.aws.amazon.com/cdk/v2/guide/aspects.html
   */
  public static everywhere(scope: IConstruct, props?: EncryptApiCacheProps): void {
    const aspect = new EncryptApiCache(props);
    if (!Construct.isConstruct(scope) || !App.isApp(scope.node.root)) {
      throw new Error(`scope must be an app or a construct in one, got ${Construct.isConstruct(scope) ? 'a construct outside an app' : show(scope)}`);
    }
    aspect.visits.coverEverywhere(scope);
    const add = (top: IConstruct) => Aspects.of(top).add(aspect, { priority: AspectPriority.MUTATING });
    add(scope);
    onEveryCdkStage(scope, add);
  }

  private readonly visits: Visits;

  /**
   * @param props options, by default every cache is encrypted
   * @throws if an option has a value that it does not allow
   */
  constructor(props?: EncryptApiCacheProps) {
    const mode = props?.mode ?? EncryptApiCacheMode.ENFORCE;
    const ensureStageDefault = switchOf('ensureStageDefault', props?.ensureStageDefault ?? undefined);
    const separateCdkStages = switchOf('separateCdkStages', props?.separateCdkStages ?? undefined);
    if (!Object.values(EncryptApiCacheMode).includes(mode)) {
      throw new Error(`mode must be EncryptApiCacheMode.ENFORCE or EncryptApiCacheMode.REPORT, got ${JSON.stringify(mode)}`);
    }
    this.visits = new Visits(this, { isEnforced: mode === EncryptApiCacheMode.ENFORCE, ensureStageDefault, separateCdkStages });
  }

  /**
   * Called by CDK for every construct below the scope that the aspect was added to.
   *
   * A subclass that does not pass a construct on leaves its stages as they are.
   *
   * @param node any construct, of which those that configure no cache are left alone
   */
  public visit(node: IConstruct): void {
    this.visits.visit(node, this.visit !== EncryptApiCache.prototype.visit);
  }

  /**
   * Whether the construct can hold stages: a stack, a resource that configures one, an included template.
   *
   * @param construct any construct
   */
  public supports(construct: IConstruct): boolean {
    return holdsStages(construct);
  }

  /**
   * Called by `construct.with(...)` and `Mixins.of(scope).apply(...)`: what the aspect
   * does for everything below its scope, for one construct. A stack is encrypted with
   * whatever is in it once its template is rendered.
   *
   * @param construct any construct, of which those that can hold no stages are left alone
   * @throws if it was synthesised before
   */
  public applyTo(construct: IConstruct): void {
    if (this.supports(construct)) {
      this.visits.apply(construct);
    }
  }
}
