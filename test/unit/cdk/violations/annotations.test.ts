import { Annotations, Aspects, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { EncryptApiCache, EncryptApiCacheMode } from '../../../../src';
import { inform } from '../../../../src/cdk/violations/annotations';
import { testApp } from '../../../support/app';

type Settings = CfnStage.MethodSettingProperty[];

function messages(build: (stack: Stack) => unknown, mode = EncryptApiCacheMode.ENFORCE, visits = 1): string[] {
  const app = testApp();
  const stack = new Stack(app, 'Shop');
  build(stack);
  for (let i = 0; i < visits; i++) {
    Aspects.of(app).add(new EncryptApiCache({ mode }));
  }
  return app.synth().getStackByName('Shop').messages.map(({ level, id, entry }) => `${level} ${id}: ${entry.data}`);
}

function stage(stack: Stack, methodSettings: unknown): CfnStage {
  return new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: methodSettings as Settings });
}

const DEFAULT = { httpMethod: '*', resourcePath: '/*', cachingEnabled: true };

test('what is said about an edit is as CDK says it, without its stack trace', () => {
  const [ours, theirs] = ['Ours', 'Theirs'].map((id) => new Stack(testApp(), id));
  inform(ours, '*/*', 'a message');
  Annotations.of(theirs).addInfoV2('ApiCache::ApiCache-CacheDataEncrypted[*/*', 'a message');
  const [[info], [expected]] = [ours, theirs].map(({ node }) => node.metadata);
  expect(info).toEqual({ type: expected.type, data: expected.data });
});

describe('mode ENFORCE', () => {
  test('an explicit false that was turned is announced once, with construct path and key', () => {
    const turned = 'info /Shop/Stage: encrypted the cache of method setting */* (every method) of stage Shop/Stage:'
      + ' changed CacheDataEncrypted from false to true; acknowledge ApiCache::ApiCache-CacheDataEncrypted[*/*] to keep the original value'
      + ' [ack: ApiCache::ApiCache-CacheDataEncrypted[*/*]';
    expect(messages((stack) =>
      stage(stack, [{ ...DEFAULT, cacheDataEncrypted: false }]), EncryptApiCacheMode.ENFORCE, 3)).toEqual([turned]);
  });

  test('so is a parameter that lost its say', () => {
    expect(messages((stack) => {
      const encrypt = new CfnParameter(stack, 'Encrypt');
      stage(stack, [{ ...DEFAULT, cacheDataEncrypted: encrypt.valueAsString }]);
    })).toEqual([expect.stringContaining('changed CacheDataEncrypted from {"Ref":"Encrypt"} to true')]);
  });

  test('so is a false whose key cannot be read, beside an item that cannot', () => {
    expect(messages((stack) => {
      const path = new CfnParameter(stack, 'Path').valueAsString;
      stage(stack, [{ ...DEFAULT, httpMethod: 'GET', resourcePath: `/~1${path}`, cacheDataEncrypted: false }, Fn.conditionIf('IsProd', {}, {})]);
    })).toContainEqual(expect.stringContaining('info /Shop/Stage: encrypted the cache of a method setting of stage Shop/Stage'));
  });

  test('a flag that was left out is set without a word', () => {
    expect(messages((stack) => stage(stack, [DEFAULT]))).toEqual([]);
  });

  test('a list that cannot be read becomes a warning, with the id to acknowledge', () => {
    expect(messages((stack) => stage(stack, Fn.importValue('Settings')), EncryptApiCacheMode.ENFORCE, 2)).toEqual([
      'warning /Shop/Stage: cannot tell whether a method setting of stage Shop/Stage caches responses unencrypted:'
      + ' MethodSettings is {"Fn::ImportValue":"Settings"}; use a literal list'
      + ' or acknowledge ApiCache::ApiCache-CacheEncryptionReadable[MethodSettings] [ack: ApiCache::ApiCache-CacheEncryptionReadable[MethodSettings]',
    ]);
  });

  test('an entry that becomes equal to another one is dropped, since CloudFormation refuses those', () => {
    let cfnStage: CfnStage | undefined;
    expect(messages((stack) => {
      cfnStage = stage(stack, [DEFAULT, { ...DEFAULT, cacheDataEncrypted: true }]);
    })).toEqual([
      'info /Shop/Stage: removed Properties.MethodSettings.1, an entry for method setting */* (every method) of stage Shop/Stage:'
      + ' with CacheDataEncrypted set to true it was identical to another entry, and CloudFormation rejects identical entries [ack: ApiCache::ApiCache-CacheDataEncrypted[*/*]',
    ]);
    expect(cfnStage!.methodSettings).toEqual([{ ...DEFAULT, cacheDataEncrypted: true }, { ...DEFAULT, cacheDataEncrypted: true }]);
  });

  test('duplicates that were encrypted and differ are still ambiguous', () => {
    expect(messages((stack) => stage(stack, [DEFAULT, { ...DEFAULT, cacheDataEncrypted: true, cacheTtlInSeconds: 5 }]))).toEqual([
      'warning /Shop/Stage: method setting */* (every method) of stage Shop/Stage is ambiguous: 2 entries have this key, and which one wins is undefined'
      + ' (CloudFormation rejects identical entries); keep only one of them [ack: ApiCache::ApiCache-MethodSettingKeyEffective[*/*]',
    ]);
  });

  test('duplicates that were encrypted before are no matter of enforcement', () => {
    const encrypted = { ...DEFAULT, cacheDataEncrypted: true };
    expect(messages((stack) => stage(stack, [encrypted, { ...encrypted, cacheTtlInSeconds: 5 }]))).toEqual([]);
  });

  test('a key without effect is encrypted like any other, and no matter of enforcement', () => {
    expect(messages((stack) => stage(stack, [{ httpMethod: 'GET', resourcePath: '/orders', cachingEnabled: true }]))).toEqual([]);
  });
});

describe('a token in one path', () => {
  test.each([EncryptApiCacheMode.ENFORCE, EncryptApiCacheMode.REPORT])('mode %s: no word about an encrypted entry beside some that are not cached', (mode) => {
    const settings: unknown[] = [
      { httpMethod: '*', resourcePath: '/*', throttlingRateLimit: 5 },
      { httpMethod: 'POST', resourcePath: '/~1z', cachingEnabled: false },
    ];
    let cfnStage: CfnStage | undefined;
    expect(messages((stack) => {
      const path = new CfnParameter(stack, 'Path').valueAsString;
      cfnStage = stage(stack, [...settings, { httpMethod: 'GET', resourcePath: `/~1${path}`, cachingEnabled: true, cacheDataEncrypted: true }]);
    }, mode)).toEqual([]);
    expect((cfnStage!.methodSettings as unknown[]).slice(0, 2)).toEqual(settings);
  });
});

describe('mode REPORT', () => {
  test('one warning for each finding, with the id that acknowledges it', () => {
    expect(messages((stack) => stage(stack, [
      { ...DEFAULT, cacheDataEncrypted: true },
      { httpMethod: 'GET', resourcePath: '/orders', cachingEnabled: true },
    ]), EncryptApiCacheMode.REPORT, 2)).toEqual([
      'warning /Shop/Stage: method setting orders/GET of stage Shop/Stage caches responses unencrypted'
      + ' (CacheDataEncrypted is not set and is not inherited from */*); set CacheDataEncrypted to true [ack: ApiCache::ApiCache-CacheDataEncrypted[orders/GET]',
      'warning /Shop/Stage: method setting orders/GET of stage Shop/Stage has an undocumented effect:'
      + ' ResourcePath is a single segment that is not encoded; set ResourcePath to /~1orders [ack: ApiCache::ApiCache-MethodSettingKeyEffective[orders/GET]',
    ]);
  });
});
