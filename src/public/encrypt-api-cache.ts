import { App, AspectPriority, Aspects, IAspect } from 'aws-cdk-lib';
import { Construct, IConstruct, IMixin } from 'constructs';
import { EncryptApiCacheMode } from './encrypt-api-cache-mode';
import { onEveryCdkStage } from '../cdk/coverage/cdk-stages';
import { Visits } from '../cdk/coverage/visits';
import { holdsStages } from '../cdk/resource/stage-resource';
import { show } from '../core/template-language/reading';
import { booleanOption, requireOneOf } from '../options';

/** Options of `EncryptApiCache`. */
export interface EncryptApiCacheProps {
  /**
   * Whether to encrypt caches, or only to report unencrypted ones.
   *
   * @default EncryptApiCacheMode.ENFORCE
   */
  readonly mode?: EncryptApiCacheMode;

  /**
   * Whether to add a stage default (HTTP method `*`, resource path `/*`) that sets only
   * `CacheDataEncrypted: true` to stages whose cache cluster is enabled and that have no
   * stage default yet.
   *
   * The AWS Control Tower control CT.APIGATEWAY.PR.3 requires such an entry. The option is
   * off by default because creating the entry fixes the throttling and caching of the
   * methods that it covers to their values at that time. It has no effect in mode `REPORT`
   * or on the implicit API of AWS SAM.
   *
   * @default false
   * @see https://docs.aws.amazon.com/controltower/latest/controlreference/api-gateway-rules.html
   */
  readonly ensureStageDefault?: boolean;

  /**
   * Whether findings in a CDK stage fail synthesis only when that CDK stage is selected.
   *
   * By default, findings in any CDK stage make every synthesis fail, which suits
   * a CI job that runs `cdk synth` for the whole app. Set this option to `true` to deploy
   * CDK stages separately, as with `cdk deploy "Staging/**"`. Then `cdk synth` without a
   * selection reports findings in CDK stages as a warning and exits with code 0.
   * This applies to CDK stages directly below the app. If a rule pack or another
   * `EncryptApiCache` has a different setting, synthesis fails.
   *
   * @default false
   */
  readonly separateCdkStages?: boolean;
}

/**
 * Encrypts the response cache of every Amazon API Gateway REST API below a scope.
 *
 * Sets `CacheDataEncrypted: true` on each method setting that is cached, might be cached, or would
 * be cached once the cache cluster is enabled. This covers `AWS::ApiGateway::Stage`, the
 * `StageDescription` of `AWS::ApiGateway::Deployment`, and `AWS::Serverless::Api`, whether defined
 * by an L2, an L1, a raw `CfnResource` or `CfnInclude`, including property overrides. Nothing else
 * in the template changes, and an API that does not cache stays as it is.
 *
 * Encryption takes place when CDK renders the template of a stack. An aspect, an override
 * or a later change to a construct cannot undo it. Settings that cannot be determined from
 * the template cause a warning. If a written template is still unencrypted, synthesis fails
 * with the reason. To exclude settings, acknowledge the rule
 * `ApiCache::ApiCache-CacheDataEncrypted` or a single finding, such as
 * `ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]`, on a construct.
 *
 * `EncryptApiCache.everywhere(app)` covers every CDK stage. An aspect alone does not cross
 * CDK stage boundaries. If that leaves a cache unencrypted, synthesis fails.
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
   * Call it first, at the top of the app. It covers CDK stages at any depth, including
   * those that are created later and those that a CDK pipeline synthesizes early. If a
   * cache stays unencrypted because its template was synthesized too early or changed too
   * late, synthesis fails and reports the stack, the method and the reason.
   *
   * In mode `REPORT` it warns about unencrypted caches in the templates, and changes nothing.
   *
   * @param scope the app, or the part of it to encrypt
   * @param props options, by default every cache is encrypted
   * @throws if an option has an invalid value, if the scope is not part of an app, or if it is already synthesized
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
   * @throws if an option has an invalid value
   */
  constructor(props?: EncryptApiCacheProps) {
    const mode = props?.mode ?? EncryptApiCacheMode.ENFORCE;
    const ensureStageDefault = booleanOption('ensureStageDefault', props?.ensureStageDefault);
    const separateCdkStages = booleanOption('separateCdkStages', props?.separateCdkStages);
    requireOneOf('mode', mode, Object.values(EncryptApiCacheMode));
    this.visits = new Visits(this, { isEnforced: mode === EncryptApiCacheMode.ENFORCE, ensureStageDefault, separateCdkStages });
  }

  /**
   * Called by CDK for every construct below the scope of the aspect.
   *
   * A subclass can exclude a construct by not passing it to this method.
   *
   * @param node any construct; constructs that configure no cache are ignored
   */
  public visit(node: IConstruct): void {
    this.visits.visit(node, this.visit !== EncryptApiCache.prototype.visit);
  }

  /**
   * Whether the construct can contain stages: a stack, a resource that configures a stage, or an included template.
   *
   * @param construct any construct
   */
  public supports(construct: IConstruct): boolean {
    return holdsStages(construct);
  }

  /**
   * Called by `construct.with(...)` and `Mixins.of(scope).apply(...)`. Encrypts the caches
   * of a single construct. For a stack, this includes everything that its template contains
   * when it is rendered.
   *
   * @param construct any construct; constructs that cannot contain stages are ignored
   * @throws if the construct is already synthesized
   */
  public applyTo(construct: IConstruct): void {
    if (this.supports(construct)) {
      this.visits.apply(construct);
    }
  }
}
