import { App, Aspects, Aws, CfnCondition, CfnParameter, Fn, IAspect, Stack, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { ApiCacheAudit, ApiCacheEncryptionChecks, EncryptApiCache } from '../../../src';
import { KnownParameters } from '../../../src/cdk/stack-parameters';
import { LOUD, testApp } from '../../support/app';

const CLEAR = { httpMethod: '*', resourcePath: '/*', cachingEnabled: true };
const IN_TEMPLATE = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };

function stage(stack: Stack, id: string, methodSettings: unknown): CfnStage {
  return new CfnStage(stack, id, { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: methodSettings as CfnStage.MethodSettingProperty[] });
}

/** A stage whose parameters have to be known, and one that is visited after it. */
function app(other: IAspect) {
  const one = testApp();
  const stack = new Stack(one, 'Shop');
  const flag = new CfnParameter(stack, 'Flag', { allowedValues: ['true', 'false'] });
  stage(stack, 'First', [{ ...CLEAR, cacheDataEncrypted: flag.valueAsString }]);
  stage(stack, 'Second', []);
  Aspects.of(one).add(other);
  Aspects.of(one).add(new EncryptApiCache());
  return { one, stack };
}

test('a condition that another aspect adds between two visits is known at the second', () => {
  const { one } = app({
    visit: (node) => {
      if (node instanceof CfnStage && node.node.id === 'Second') {
        const isProd = new CfnCondition(Stack.of(node), 'IsProd', { expression: Fn.conditionEquals(Fn.ref('AWS::Region'), 'eu-west-1') });
        node.methodSettings = Fn.conditionIf(isProd.logicalId, [IN_TEMPLATE], []);
      }
    },
  });
  const { rows } = ApiCacheAudit.ofTemplate(one.synth().getStackByName('Shop').template);
  expect(rows.map(({ logicalId, verdict }) => `${logicalId} ${verdict}`)).toEqual(['First ENCRYPTED', 'Second ENCRYPTED']);
});

test('a condition may be changed between two visits: every branch is encrypted', () => {
  const { one, stack } = app({
    visit: (node) => {
      if (node instanceof CfnStage && node.node.id === 'Second') {
        never.expression = Fn.conditionEquals(Fn.ref('AWS::Region'), 'eu-west-1');
        node.methodSettings = Fn.conditionIf(never.logicalId, [IN_TEMPLATE], []);
      }
    },
  });
  const never = new CfnCondition(stack, 'Never', { expression: Fn.conditionEquals('a', 'b') });
  const { rows } = ApiCacheAudit.ofTemplate(one.synth().getStackByName('Shop').template);
  expect(rows.map(({ logicalId, verdict }) => `${logicalId} ${verdict}`)).toEqual(['First ENCRYPTED', 'Second ENCRYPTED']);
});

test('the last look at one scope does not rely on what was known there, though the aspect has gone on to another', () => {
  const one = testApp();
  const aspect = new EncryptApiCache();
  const [first, second] = ['First', 'Second'].map((id) => {
    const stack = new Stack(one, id);
    const never = new CfnCondition(stack, 'Never', { expression: Fn.conditionEquals('a', 'b') });
    stage(stack, 'Stage', [CLEAR]).cfnOptions.condition = never;
    Aspects.of(stack).add(aspect);
    return { stack, never };
  });
  Aspects.of(second.stack).add({
    visit: (node) => {
      if (node === second.stack) {
        first.never.expression = Fn.conditionEquals(Fn.ref('AWS::Region'), 'eu-west-1');
      }
    },
  });
  expect(() => one.synth()).toThrow(/First\/Stage caches responses in clear when condition Never is true/);
});

describe('rule 14: a stack with a fixed region or account', () => {
  const inAsia = (env?: { readonly region?: string; readonly account?: string }) => {
    const one = testApp({ context: LOUD });
    const stack = new Stack(one, 'Shop', { env });
    const there = new CfnCondition(stack, 'There', {
      expression: Fn.conditionOr(Fn.conditionEquals(Aws.REGION, 'ap-south-1'), Fn.conditionEquals(Aws.ACCOUNT_ID, '111111111111')),
    });
    stage(stack, 'Stage', [{ ...CLEAR, cachingEnabled: Fn.conditionIf(there.logicalId, true, false) }]);
    return one;
  };
  const scope = (one: App) => ApiCacheAudit.ofScope(one).rows.map(({ verdict, when }) => `${verdict} ${when}`);

  test.each([
    [{}, 'UNENCRYPTED condition There is true'],
    [{ region: 'eu-west-1', account: '222222222222' }, 'NOT_CACHED undefined'],
    [{ region: 'eu-west-1' }, 'UNENCRYPTED condition There is true'],
    [{ region: 'ap-south-1' }, 'UNENCRYPTED undefined'],
    [{ account: '111111111111' }, 'UNENCRYPTED undefined'],
  ])('%j: %s', (env, expected) => {
    expect(scope(inAsia(env))).toEqual([expected]);
  });

  test('is judged so when it is written, too', () => {
    const checked = (region: string) => {
      const one = inAsia({ region, account: '222222222222' });
      Validations.of(one).addPlugins(new ApiCacheEncryptionChecks(one));
      return one;
    };
    expect(() => checked('eu-west-1').synth()).not.toThrow();
    expect(() => checked('ap-south-1').synth()).toThrow(/CacheDataEncrypted/);
  });
});

test('known parameters are read once, until they are forgotten', () => {
  const stack = new Stack(testApp(), 'Shop');
  const known = new KnownParameters();
  const first = known.of(stack);
  expect(known.of(stack)).toBe(first);
  const again = known.again(stack);
  expect(again).not.toBe(first);
  expect(known.of(stack)).toBe(again);
  known.forget();
  expect(known.of(stack)).not.toBe(again);
});
