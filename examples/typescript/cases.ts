// What teams write themselves around the library. Each case is an app of its own, written to cases.out.
import { readFileSync } from 'fs';
import * as cdk from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiCacheAudit,
  ApiCacheEncryptionChecks,
  ApiCacheRules,
  ApiCacheRuleSeverity,
  EncryptApiCache,
} from 'cdk-encrypt-api-cache';
import { IApplyRule, NagMessageLevel, NagPack, NagRuleResult } from 'cdk-nag';
import { Construct, IConstruct } from 'constructs';

function newApp(name: string): cdk.App {
  return new cdk.App({ outdir: `cases.out/${name}` });
}

function encryptedApp(name: string): cdk.App {
  const app = newApp(name);
  EncryptApiCache.everywhere(app);
  cdk.Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
  return app;
}

function cached(resourcePath: string): CfnStage.MethodSettingProperty {
  return { httpMethod: 'GET', resourcePath, cachingEnabled: true };
}

function stageOf(scope: Construct, id: string, methodSettings: CfnStage.MethodSettingProperty[] | cdk.IResolvable): CfnStage {
  return new CfnStage(scope, id, { restApiId: 'abc123', cacheClusterEnabled: true, methodSettings });
}

/** Settings that are known when CDK renders the template. */
class LateSettings implements cdk.IStableAnyProducer {
  public produce(): CfnStage.MethodSettingProperty[] {
    return [cached('/~1orders')];
  }
}

function useLazyValue(): void {
  const app = encryptedApp('lazy');
  stageOf(new cdk.Stack(app, 'Shop'), 'Prod', cdk.Lazy.any(new LateSettings()));
  app.synth();
}

function useOverride(): void {
  const app = encryptedApp('override');
  const stage = stageOf(new cdk.Stack(app, 'Shop'), 'Prod', [cached('/~1orders')]);
  stage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false);
  app.synth();
}

/** Turns encryption off again, after everything else. */
class Undo implements cdk.IAspect {
  public visit(node: IConstruct): void {
    if (node instanceof CfnStage) {
      node.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false);
    }
  }
}

function undoWithAspect(): void {
  const app = encryptedApp('aspect');
  cdk.Aspects.of(app).add(new Undo(), { priority: 1000 });
  stageOf(new cdk.Stack(app, 'Shop'), 'Prod', [cached('/~1orders')]);
  app.synth();
}

/** Leaves the stages alone that are called Legacy. */
class EncryptAllButLegacy extends EncryptApiCache {
  public visit(node: IConstruct): void {
    if (node.node.id !== 'Legacy') {
      super.visit(node);
    }
  }
}

function useSubclass(): void {
  const app = newApp('subclass');
  cdk.Aspects.of(app).add(new EncryptAllButLegacy());
  const shop = new cdk.Stack(app, 'Shop');
  stageOf(shop, 'Prod', [cached('/~1orders')]);
  stageOf(shop, 'Legacy', [cached('/~1orders')]);
  app.synth();
}

class CacheDataEncrypted implements IApplyRule {
  public readonly ruleSuffixOverride = 'CacheDataEncrypted'; // the name of the rule
  public readonly level = NagMessageLevel.ERROR;
  public readonly info = 'An API caches responses unencrypted.';
  public readonly explanation = 'Set CacheDataEncrypted to true.';

  constructor(public readonly node: cdk.CfnResource) {
  }

  public rule(node: cdk.CfnResource): NagRuleResult {
    return ApiCacheRules.cacheDataEncrypted(node);
  }
}

class CompanyChecks extends NagPack {
  public readonly name = 'Company';
  protected packName = 'Company';

  protected checkResource(node: cdk.CfnResource): void {
    this.applyRule(new CacheDataEncrypted(node));
  }
}

function usePack(): void {
  const app = newApp('pack');
  cdk.Validations.of(app).addPlugins(new CompanyChecks());
  const shop = new cdk.Stack(app, 'Shop');
  stageOf(shop, 'Prod', [cached('/~1orders'), cached('/~1prices')]);
  cdk.Validations.of(shop).acknowledge({
    id: 'Company::Company-CacheDataEncrypted[~1prices/GET]',
    reason: 'public price list, approved by the data owner',
  });
  app.synth();
}

function useWrongOption(): void {
  try {
    new ApiCacheEncryptionChecks(newApp('option'), { severities: { CacheEncrypted: ApiCacheRuleSeverity.OFF } });
  } catch (error) {
    console.log((error as Error).message);
  }
}

function auditText(): void {
  const fileName = 'template.yaml';
  const audit = ApiCacheAudit.ofTemplateText(readFileSync(fileName, 'utf8'), { fileName });
  for (const row of audit.rows) {
    console.log(`${row.sourceFile}:${row.sourceLine} ${row.methodKey}: ${row.verdict}`);
  }
}

function synthesizeTwice(): void {
  const app = encryptedApp('twice');
  stageOf(new cdk.Stack(app, 'Shop'), 'Prod', [cached('/~1orders')]);
  app.synth();
  app.synth();
  app.synth({ force: true });
}

useLazyValue();
useOverride();
undoWithAspect();
useSubclass();
usePack();
useWrongOption();
auditText();
synthesizeTwice();
