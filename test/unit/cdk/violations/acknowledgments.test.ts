import { Acknowledgment, Annotations, App, Aspects, Stack, Validations } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { EncryptApiCache, EncryptApiCacheMode } from '../../../../src';
import { acknowledgmentOf } from '../../../../src/cdk/violations/acknowledgments';
import { testApp, verdicts } from '../../../support/app';
import { packReportIn } from '../../../support/report';

const REASON = { reason: 'approved by the data owner' };
type Scope = 'stage' | 'stack' | 'app';

/** Synthesises a stage with two unencrypted methods and one that is seeded, after `acknowledge` was called at a scope. */
function synth(ids: readonly string[], scope: Scope = 'stage', mode = EncryptApiCacheMode.ENFORCE) {
  const app = testApp();
  const stack = new Stack(app, 'Shop');
  const stage = new CfnStage(stack, 'Stage', {
    restApiId: 'abc',
    cacheClusterEnabled: true,
    methodSettings: [
      { httpMethod: '*', resourcePath: '/*', cachingEnabled: true },
      { httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true },
      { httpMethod: 'GET', resourcePath: '/~1search', throttlingRateLimit: 1 },
    ],
  });
  Validations.of({ stage, stack, app }[scope]).acknowledge(...ids.map((id) => ({ id, ...REASON })));
  Aspects.of(app).add(new EncryptApiCache({ mode }));
  const artifact = app.synth().getStackByName('Shop');
  return {
    verdicts: verdicts(artifact.template),
    warnings: artifact.messages.filter(({ level }) => level === 'warning').map(({ entry }) => String(entry.data)),
  };
}

const DEFAULT_IN_CLEAR = 'Stage */*: UNENCRYPTED';
const ORDERS_IN_CLEAR = 'Stage ~1orders/GET: UNENCRYPTED';
const SEARCH_SEEDED = 'Stage ~1search/GET: UNPROVEN';
const ALL_ENCRYPTED = ['Stage */*: ENCRYPTED', 'Stage ~1orders/GET: ENCRYPTED', 'Stage ~1search/GET: ENCRYPTED'];

describe.each<Scope>(['stage', 'stack', 'app'])('in mode ENFORCE, acknowledged at the %s', (scope) => {
  test.each([
    'ApiCache-CacheDataEncrypted',
    'ApiCache::ApiCache-CacheDataEncrypted',
  ])('%s leaves every entry alone', (id) => {
    expect(synth([id], scope).verdicts).toEqual([DEFAULT_IN_CLEAR, ORDERS_IN_CLEAR, SEARCH_SEEDED]);
  });

  test.each([
    'ApiCache-CacheDataEncrypted[~1orders/GET]',
    'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]',
  ])('%s leaves one entry alone', (id) => {
    expect(synth([id], scope).verdicts).toEqual(['Stage */*: ENCRYPTED', ORDERS_IN_CLEAR, 'Stage ~1search/GET: ENCRYPTED']);
  });
});

test.each([
  ['[/orders/GET]', ['Stage */*: ENCRYPTED', ORDERS_IN_CLEAR, 'Stage ~1search/GET: ENCRYPTED']],
  ['[/*/*]', [DEFAULT_IN_CLEAR, 'Stage ~1orders/GET: ENCRYPTED', 'Stage ~1search/GET: ENCRYPTED']],
])('%s, as methodOptions of CDK has it, leaves that entry alone', (key, expected) => {
  expect(synth([`ApiCache::ApiCache-CacheDataEncrypted${key}`]).verdicts).toEqual(expected);
  expect(synth([`ApiCache-CacheDataEncrypted${key}`], 'app').verdicts).toEqual(expected);
});

test.each([
  'ApiCache-CacheDataEncrypted[~1ORDERS/GET]',
  'ApiCache-CacheDataEncrypted[/orders/POST]',
  'ApiCache-CacheDataEncrypted[/orders]',
  'ApiCache-CacheDataEncrypted[/]',
  'ApiCache-CacheDataEncrypted[orders/GET]',
  'ApiCache-CacheEncryptionReadable',
  'ApiCache-CacheEncryptionExplicit',
  'Other::ApiCache-CacheDataEncrypted',
])('%s acknowledges nothing here', (id) => {
  expect(synth([id]).verdicts).toEqual(ALL_ENCRYPTED);
});

test('an acknowledgment below another stage does not count', () => {
  const app = testApp();
  const stack = new Stack(app, 'Shop');
  const settings = { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true }] };
  const acknowledged = new CfnStage(stack, 'A', settings);
  new CfnStage(stack, 'B', settings);
  Validations.of(acknowledged).acknowledge({ id: 'ApiCache-CacheDataEncrypted', ...REASON });
  Aspects.of(app).add(new EncryptApiCache());
  expect(verdicts(app.synth().getStackByName('Shop').template)).toEqual(['A */*: UNENCRYPTED', 'B */*: ENCRYPTED']);
});

test('what is left alone and has a rule of its own is still said', () => {
  const { warnings } = synth(['ApiCache-CacheDataEncrypted']);
  expect(warnings).toEqual([expect.stringMatching(/^method setting ~1search\/GET .*\[ack: ApiCache::ApiCache-CacheEncryptionExplicit\[~1search\/GET\]$/)]);
});

test('an acknowledgment of annotations counts as well', () => {
  const app = testApp();
  const stack = new Stack(app, 'Shop');
  new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true }] });
  Annotations.of(stack).acknowledgeWarning('ApiCache::ApiCache-CacheDataEncrypted');
  Aspects.of(app).add(new EncryptApiCache());
  expect(verdicts(app.synth().getStackByName('Shop').template)).toEqual([DEFAULT_IN_CLEAR]);
});

describe.each<Scope>(['stage', 'stack', 'app'])('in mode REPORT, acknowledged at the %s', (scope) => {
  const rules = (ids: readonly string[]) => synth(ids, scope, EncryptApiCacheMode.REPORT).warnings
    .map((warning) => /method setting (\S+) .*\[ack: ApiCache::ApiCache-(\w+)\[/.exec(warning)!.slice(1).join(' '));

  test.each([
    [[], ['*/* CacheDataEncrypted', '~1orders/GET CacheDataEncrypted', '~1search/GET CacheEncryptionExplicit']],
    [['ApiCache::ApiCache-CacheDataEncrypted'], ['~1search/GET CacheEncryptionExplicit']],
    [['ApiCache-CacheDataEncrypted'], ['~1search/GET CacheEncryptionExplicit']],
    [['ApiCache::ApiCache-CacheDataEncrypted[*/*]'], ['~1orders/GET CacheDataEncrypted', '~1search/GET CacheEncryptionExplicit']],
    [['ApiCache-CacheEncryptionExplicit[~1search/GET]'], ['*/* CacheDataEncrypted', '~1orders/GET CacheDataEncrypted']],
  ])('%j leaves %j', (ids, left) => {
    expect(rules(ids)).toEqual(left);
  });
});

describe('a warning can be acknowledged after it was added', () => {
  const id = 'ApiCache::ApiCache-CacheDataEncrypted';

  test.each<[Omit<Acknowledgment, 'reason'>, number]>([
    [{ id }, 0],
    [{ id: 'ApiCache-CacheDataEncrypted' }, 0],
    [{ id, where: { methodKey: '*/*' } }, 0],
    [{ id: `${id}[*/*]` }, 0],
    [{ id: `${id}[/*/*]` }, 0],
    [{ id, where: { methodKey: '~1orders/GET' } }, 1],
    [{ id: `${id}[~1orders/GET]` }, 1],
    [{ id: 'ApiCache::ApiCache-CacheEncryptionExplicit' }, 1],
  ])('by %j', (acknowledgment, left) => {
    const stack = new Stack(testApp(), 'Shop');
    const stage = new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true }] });
    stage.with(new EncryptApiCache({ mode: EncryptApiCacheMode.REPORT }));
    Validations.of(stack).acknowledge({ ...acknowledgment, ...REASON });
    expect((stack.node.root as App).synth().getStackByName('Shop').messages).toHaveLength(left);
  });
});

describe('the id that is printed in mode REPORT acknowledges that finding and nothing else', () => {
  const KEYS = ['*/*', '~1orders/GET', '~1orders~1{id}/GET'];

  /** What CDK prints of the warnings, and the verdicts of the template. */
  function reported(acknowledged: readonly string[], mode: EncryptApiCacheMode, isInReport: boolean) {
    const app = testApp({ context: { '@aws-cdk/core:annotationsInValidationReport': isInReport } });
    const methodSettings = KEYS.map((key) => ({ httpMethod: key.slice(key.lastIndexOf('/') + 1), resourcePath: `/${key.slice(0, key.lastIndexOf('/'))}`, cachingEnabled: true }));
    const stack = new Stack(app, 'Shop');
    new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings });
    Validations.of(stack).acknowledge(...acknowledged.map((id) => ({ id, ...REASON })));
    Aspects.of(app).add(new EncryptApiCache({ mode }));
    const assembly = app.synth();
    const { template, messages } = assembly.getStackByName('Shop');
    const inReport = packReportIn(assembly.directory, 'Construct Annotations').violations;
    return {
      unencrypted: verdicts(template).filter((verdict) => verdict.endsWith('UNENCRYPTED')).map((verdict) => verdict.split(/[ :]/)[1]),
      warnings: messages.map(({ entry }) => String(entry.data)),
      ids: isInReport ? inReport.map(({ ruleName }) => ruleName) : messages.map(({ entry }) => /\[ack: (.*)\]$/.exec(String(entry.data))![1]),
      descriptions: inReport.map(({ description }) => description),
    };
  }

  describe.each([false, true])('with the feature flag annotationsInValidationReport %s', (isInReport) => {
    test.each(KEYS.map((key, index) => [key, index] as const))('%s', (key, index) => {
      const { ids, descriptions } = reported([], EncryptApiCacheMode.REPORT, isInReport);
      expect(ids).toHaveLength(KEYS.length);
      // CDK cuts the id out, and nothing of it stays behind.
      expect(descriptions.filter((description) => !description.endsWith('set CacheDataEncrypted to true'))).toEqual([]);
      const left = reported([ids[index]], EncryptApiCacheMode.REPORT, isInReport);
      expect(left.ids).toEqual(ids.filter((id) => id !== ids[index]));
      expect(reported([ids[index]], EncryptApiCacheMode.ENFORCE, isInReport).unencrypted).toEqual([key]);
    });

    test('so does what people read in brackets', () => {
      const { warnings } = reported([], EncryptApiCacheMode.REPORT, isInReport);
      const [, id] = /\[ack: (\S+\])$/.exec(warnings[1])!;
      expect(id).toBe('ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]');
      expect(reported([id], EncryptApiCacheMode.ENFORCE, isInReport).unencrypted).toEqual(['~1orders/GET']);
    });
  });

  test('the id beside a false that was replaced keeps that one alone', () => {
    const synthesised = (acknowledged: readonly string[]) => {
      const app = testApp();
      const stack = new Stack(app, 'Shop');
      const unencrypted = { cachingEnabled: true, cacheDataEncrypted: false };
      new CfnStage(stack, 'Stage', {
        restApiId: 'abc',
        cacheClusterEnabled: true,
        methodSettings: [
          { httpMethod: 'GET', resourcePath: '/~1a', ...unencrypted }, { httpMethod: 'GET', resourcePath: '/~1b', ...unencrypted },
        ],
      });
      Validations.of(stack).acknowledge(...acknowledged.map((id) => ({ id, ...REASON })));
      Aspects.of(app).add(new EncryptApiCache());
      const { template, messages } = app.synth().getStackByName('Shop');
      return { verdicts: verdicts(template), infos: messages.map(({ entry }) => String(entry.data)) };
    };
    const { infos } = synthesised([]);
    expect(infos).toHaveLength(2);
    for (const pattern of [/acknowledge (\S+) to keep/, /\[ack: (.*)\]$/]) {
      const after = synthesised([pattern.exec(infos[1])![1]]);
      expect(after).toEqual({ verdicts: ['Stage ~1a/GET: ENCRYPTED', 'Stage ~1b/GET: UNENCRYPTED'], infos: [infos[0]] });
    }
  });
});

describe('acknowledge({ where })', () => {
  test.each([EncryptApiCacheMode.ENFORCE, EncryptApiCacheMode.REPORT])('mode %s', (mode) => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    new CfnStage(stack, 'Stage', {
      restApiId: 'abc',
      cacheClusterEnabled: true,
      methodSettings: [
        { httpMethod: '*', resourcePath: '/*', cachingEnabled: true },
        { httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true },
      ],
    });
    const where = { methodKey: '~1orders/GET' };
    Validations.of(app).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted', ...REASON, where });
    Aspects.of(app).add(new EncryptApiCache({ mode }));
    const { template, messages } = app.synth().getStackByName('Shop');
    const enforced = mode === EncryptApiCacheMode.ENFORCE;
    expect(verdicts(template)).toEqual([enforced ? 'Stage */*: ENCRYPTED' : DEFAULT_IN_CLEAR, ORDERS_IN_CLEAR]);
    expect(messages).toHaveLength(!enforced ? 1 : 0);
  });
});

describe('the reason of an acknowledgment', () => {
  const id = 'ApiCache::ApiCache-CacheDataEncrypted';
  const keys = ['~1a/GET', '~1b/GET', '~1c/GET'];

  function reasons(acknowledge: (stack: Stack, stage: CfnStage) => void): string[] {
    const stack = new Stack(testApp(), 'Shop');
    acknowledge(stack, new CfnStage(stack, 'Stage', { restApiId: 'abc' }));
    const stage = stack.node.findChild('Stage');
    return keys.map((key) => {
      const found = acknowledgmentOf(stage, 'CacheDataEncrypted', key);
      return found === undefined ? 'none' : `${found.reason} at ${found.scope.node.path}`;
    });
  }

  test('is that of its filter', () => {
    expect(reasons((_, stage) => Validations.of(stage).acknowledge(
      { id, reason: 'A is public', where: { methodKey: '~1a/GET' } },
      { id, reason: 'B is legacy', where: { methodKey: '~1b/GET' } },
    ))).toEqual(['A is public at Shop/Stage', 'B is legacy at Shop/Stage', 'none']);
  });

  test('is that of the scope whose filter lets it pass', () => {
    expect(reasons((stack, stage) => {
      Validations.of(stage).acknowledge({ id, reason: 'B is legacy', where: { methodKey: '~1b/GET' } });
      Validations.of(stack).acknowledge({ id, reason: 'all of it is public' });
    })).toEqual(['all of it is public at Shop', 'B is legacy at Shop/Stage', 'all of it is public at Shop']);
  });

  test('is the last one of those without a filter, and each where the filter is CDK\'s own to judge', () => {
    expect(reasons((_, stage) => Validations.of(stage).acknowledge({ id, reason: 'first' }, { id, reason: 'last' }))).toEqual(keys.map(() => 'last at Shop/Stage'));
    const pattern = { id, reason: 'a pattern', where: { methodKey: Match.stringLikeRegexp('^~1a') } };
    const shown = reasons((_, stage) => Validations.of(stage).acknowledge(pattern, { id, reason: 'B is legacy', where: { methodKey: '~1b/GET' } }));
    expect(shown[0]).toBe('a pattern; B is legacy at Shop/Stage');
  });

  test('is the acknowledgment of the finding before that of the rule', () => {
    expect(reasons((stack, stage) => {
      Validations.of(stage).acknowledge({ id, reason: 'the rule' });
      Validations.of(stack).acknowledge({ id: `${id}[~1a/GET]`, reason: 'the finding' });
    })).toEqual(['the finding at Shop', 'the rule at Shop/Stage', 'the rule at Shop/Stage']);
  });
});
