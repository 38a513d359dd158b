import { Aspects, CfnCondition, CfnParameter, Fn, IAspect, Stack } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { ApiCacheAudit, EncryptApiCache } from '../../src';
import { KnownParameters } from '../../src/cdk/stack-parameters';
import { testApp } from '../app';

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
