import { App, AspectPriority, Aspects, IAspect } from 'aws-cdk-lib';
import { Construct, IConstruct, IMixin } from 'constructs';
import type { Finding } from './catalog/finding';
import { onEveryCdkStage } from './cdk/cdk-stages';
import { enforce } from './cdk/enforce';
import { synthesisedBelow } from './cdk/every-construct';
import { bringsStages } from './cdk/globals';
import { faultsOfLatecomer } from './cdk/guard';
import { Latecomers } from './cdk/latecomers';
import { Charge } from './cdk/missed';
import { report, reportInSynthesis } from './cdk/report-subject';
import { Subject, subjectOf } from './cdk/subject';
import { said, visited } from './cdk/visited';
import { show } from './core/reading';
import { EncryptApiCacheMode } from './encrypt-api-cache-mode';
import { switchOf } from './options';
import { ReachCheck } from './reach-check';

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
}

/**
 * Encrypts the response cache of every Amazon API Gateway REST API below a scope.
 *
 * Sets `CacheDataEncrypted: true` on each method setting that is cached, may be
 * cached or would be cached once the cache cluster is on: of
 * `AWS::ApiGateway::Stage`, of the `StageDescription` of an
 * `AWS::ApiGateway::Deployment` and of `AWS::Serverless::Api`, whoever made them
 * (L2, L1, raw `CfnResource`, `CfnInclude`) and whatever overrides they carry.
 * Nothing else in the template changes; an API that does not cache is not touched.
 *
 * What cannot be encrypted because the template does not show it becomes a
 * warning, and a later aspect that undoes the encryption makes synthesis fail.
 * A construct that acknowledges the rule `ApiCache::ApiCache-CacheDataEncrypted`,
 * or one finding of it such as `ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]`,
 * is left alone to that extent.
 *
 * `EncryptApiCache.everywhere(app)` reaches every CDK stage. As an aspect alone it
 * does not enter one below its scope; if that leaves a cache in clear, synthesis
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
   * everything else.
   *
   * This aspect is added to the scope and to each CDK stage below, with
   * `AspectPriority.MUTATING` (200): an aspect that changes method settings has to
   * have a lower number. Whatever could not be reached, because it was synthesised
   * before or changed after, makes synthesis fail, naming stack, method and reason.
   *
   * In mode `REPORT` it adds no aspect, and warns about what all aspects have left.
   * The scope has to be an app or a construct in one.
   *
   * @param scope the app, or what is to be encrypted of it
   * @param props options, by default every cache is encrypted
   * @throws if an option has a value that it does not allow, or if the scope is not part of an app
   * @see https://docs.aws.amazon.com/cdk/v2/guide/aspects.html
   */
  public static everywhere(scope: IConstruct, props?: EncryptApiCacheProps): void {
    const aspect = new EncryptApiCache(props);
    if (!Construct.isConstruct(scope) || !App.isApp(scope.node.root)) {
      throw new Error(`scope must be an app or a construct in one, got ${Construct.isConstruct(scope) ? 'a construct outside an app' : show(scope)}`);
    }
    const on = new WeakSet<IConstruct>();
    aspect.answerFor(scope, 'everything', {
      found: aspect.mode === EncryptApiCacheMode.ENFORCE ? aspect.found : (one) => aspect.looked.has(one),
      isOn: (cdkStage) => on.has(cdkStage),
    });
    const start = (one: IConstruct) => {
      on.add(one);
      aspect.start(one);
    };
    start(scope);
    onEveryCdkStage(scope, start);
  }

  private readonly mode: EncryptApiCacheMode;
  private readonly ensureStageDefault: boolean;
  private readonly latecomers = new Latecomers(this, (late) => this.missed(late), (scope) => this.answerFor(scope, 'cdk-stages'));
  private readonly looked = new WeakSet<IConstruct>();
  private readonly found = this.latecomers.isReached.bind(this.latecomers);

  /**
   * @param props options, by default every cache is encrypted
   * @throws if an option has a value that it does not allow
   */
  constructor(props?: EncryptApiCacheProps) {
    this.mode = props?.mode ?? EncryptApiCacheMode.ENFORCE;
    this.ensureStageDefault = switchOf('ensureStageDefault', props?.ensureStageDefault ?? undefined);
    if (!Object.values(EncryptApiCacheMode).includes(this.mode)) {
      throw new Error(`mode must be EncryptApiCacheMode.ENFORCE or EncryptApiCacheMode.REPORT, got ${JSON.stringify(this.mode)}`);
    }
  }

  /**
   * Called by CDK for every construct below the scope that the aspect was added to.
   *
   * @param node any construct, of which those that configure no cache are left alone
   */
  public visit(node: IConstruct): void {
    this.latecomers.visit(node);
    const warned = this.apply(node, this.latecomers.parameters);
    if (warned !== undefined) {
      this.latecomers.saw(node);
      warned.forEach((finding) => said(node, finding));
    }
    if (warned !== undefined && this.mode === EncryptApiCacheMode.ENFORCE) {
      visited(node);
    }
  }

  /**
   * Whether the construct can configure the cache of a stage.
   *
   * @param construct any construct
   */
  public supports(construct: IConstruct): boolean {
    return subjectOf(construct) !== undefined;
  }

  /**
   * Called by `construct.with(...)` and `Mixins.of(scope).apply(...)`, does at once what the aspect does during synthesis.
   *
   * @param construct any construct, of which those that configure no cache are left alone
   */
  public applyTo(construct: IConstruct): void {
    this.apply(construct);
  }

  /** What was warned about, if the construct configures a cache. */
  private apply(construct: IConstruct, parameters?: Latecomers['parameters']): readonly Finding[] | undefined {
    if (bringsStages(construct)) {
      this.answerFor(construct, 'everything');
    }
    const subject = subjectOf(construct, parameters);
    if (subject === undefined) {
      return undefined;
    }
    switch (this.mode) {
      case EncryptApiCacheMode.ENFORCE:
        return enforce(subject, this.ensureStageDefault);
      case EncryptApiCacheMode.REPORT:
        return report(subject);
    }
  }

  /** To see to what is synthesised together with a scope, when it is. */
  private start(scope: IConstruct): void {
    switch (this.mode) {
      case EncryptApiCacheMode.ENFORCE:
        return Aspects.of(scope).add(this, { priority: AspectPriority.MUTATING });
      case EncryptApiCacheMode.REPORT:
        // As an aspect it would have to be the last one, and make CDK throw when another one is added to what it has visited.
        return scope.node.addValidation({ validate: () => this.reportBelow(scope) });
    }
  }

  private reportBelow(scope: IConstruct): string[] {
    this.looked.add(scope);
    synthesisedBelow(scope).together.flatMap((one) => subjectOf(one) ?? []).forEach(reportInSynthesis);
    return [];
  }

  private answerFor(scope: IConstruct, of: Charge['of'], reach: Pick<Charge, 'found' | 'isOn'> = { found: this.found }): void {
    const { root } = scope.node;
    if (App.isApp(root)) {
      ReachCheck.of(root).add({ scope, of, ...reach, enforces: this.mode === EncryptApiCacheMode.ENFORCE });
    }
  }

  /** A stage that the aspect never saw is beyond its reach now: what caches in clear fails synthesis. */
  private missed(late: Subject): string[] {
    if (this.mode === EncryptApiCacheMode.REPORT) {
      reportInSynthesis(late);
      return [];
    }
    return faultsOfLatecomer(late);
  }
}
