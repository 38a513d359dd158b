import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { ApiCacheAudit, ApiCacheEncryptionChecks, ApiCacheRules, ApiCacheVerdict, EncryptApiCache } from '../../../../src';
import { testApp } from '../../../support/app';
import { included, rawStage } from '../../reach/reached';

const ENTRY = { httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true };

const STAGES: Readonly<Record<string, (stack: Stack) => unknown>> = {
  'a literal list': (stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [ENTRY] }),
  'a list in a Lazy': (stack) => new CfnStage(stack, 'Stage', {
    restApiId: 'abc', cacheClusterEnabled: true, methodSettings: Lazy.any({ produce: () => [ENTRY] }),
  }),
  'a raw resource': rawStage,
  'an override': (stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true })
    .addPropertyOverride('MethodSettings', [{ HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true }]),
  'an included template': included,
};

describe.each(['before synthesis', 'after synthesis'])('%s', (when) => {
  test.each(Object.entries(STAGES))('%s: what is enforced is what is read', (_, build) => {
    const [enforced, plain] = [true, false].map((isEnforced) => {
      const app = testApp();
      if (isEnforced) {
        EncryptApiCache.everywhere(app);
      }
      build(new Stack(app, 'Shop'));
      if (when === 'after synthesis') {
        app.synth();
      }
      const stage = app.node.findAll().find((construct): construct is CfnResource =>
        CfnResource.isCfnResource(construct) && construct.cfnResourceType === 'AWS::ApiGateway::Stage')!;
      return {
        verdict: ApiCacheAudit.ofScope(app).verdict,
        rule: ApiCacheRules.cacheDataEncrypted(stage),
        violations: new ApiCacheEncryptionChecks()
          .validateScope(app).violations.length,
      };
    });
    expect(enforced).toEqual({ verdict: ApiCacheVerdict.ENCRYPTED, rule: 'Compliant', violations: 0 });
    expect(plain).toEqual({ verdict: ApiCacheVerdict.UNENCRYPTED, rule: ['~1orders/GET'], violations: 1 });
  });
});
