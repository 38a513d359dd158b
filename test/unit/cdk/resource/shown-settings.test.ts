import { App, Aspects, CfnResource, IResolvable, Lazy, Stack, Token, Validations } from 'aws-cdk-lib';
import { CfnStage, CfnStageProps } from 'aws-cdk-lib/aws-apigateway';
import { EncryptApiCache } from '../../../../src';
import { showFlags } from '../../../../src/cdk/resource/shown-settings';
import { testApp, verdicts, withoutFlags } from '../../../support/app';

type Setting = CfnStage.MethodSettingProperty;
type Writable<T> = { -readonly [name in keyof T]: T[name] };

const ALL: Setting = { httpMethod: '*', resourcePath: '/*', cachingEnabled: true };
const ORDERS: Setting = { httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true };
const SEARCH: Setting = { httpMethod: 'GET', resourcePath: '/~1search', throttlingRateLimit: 5 };
const POST: Setting = { ...ORDERS, httpMethod: 'POST' };
const encrypted = (setting: Setting): Setting => ({ ...setting, cacheDataEncrypted: true });

function stage(stack: Stack, methodSettings: unknown, id = 'Stage'): CfnStage {
  return new CfnStage(stack, id, { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: methodSettings as Setting[] });
}

/** What the template is made of. */
function rendered(made: CfnStage): unknown {
  return (made as unknown as { readonly cfnProperties: { readonly methodSettings: unknown } }).cfnProperties.methodSettings;
}

/** Settings as an aspect sees them that runs after EncryptApiCache, and what it does to them. */
function laterAspect(scope: CfnStage, act: (stage: CfnStage) => void = () => undefined): unknown[] {
  const seen: unknown[] = [];
  Aspects.of(scope).add({
    visit: () => {
      seen.push((scope.methodSettings as Setting[] | undefined)?.map((setting) => ({ ...setting })));
      act(scope);
    },
  }, { priority: 1000 });
  return seen;
}

/** What the template has, and that it is what the template would have been but for the flags. */
function settingsIn(app: App, id = 'Stage'): unknown {
  const { template } = app.synth({ force: true }).getStackByName('Shop');
  expect(verdicts(template).filter((verdict) => !/: (ENCRYPTED|NOT_CACHED)$/.test(verdict))).toEqual([]);
  const { Resources } = withoutFlags(template) as { Resources: Record<string, { Properties: { MethodSettings?: unknown } }> };
  return Resources[id].Properties.MethodSettings;
}

const inTemplate = (settings: readonly Setting[]) => settings.map((setting) =>
  Object.fromEntries(Object.entries(setting).filter(([name]) => name !== 'cacheDataEncrypted').map(([name, value]) => [name[0].toUpperCase() + name.slice(1), value])));

function shop(): { readonly app: App; readonly stack: Stack } {
  const app = testApp();
  return { app, stack: new Stack(app, 'Shop') };
}

describe('later aspects see the flags', () => {
  test.each<[string, unknown, unknown]>([
    ['of literal entries', [ALL, ORDERS], [encrypted(ALL), encrypted(ORDERS)]],
    ['that were false', [{ ...ALL, cacheDataEncrypted: false }], [encrypted(ALL)]],
    ['of frozen entries in a frozen list', Object.freeze([Object.freeze({ ...ALL })]), [encrypted(ALL)]],
    ['but none where nothing is cached', [{ ...ALL, cachingEnabled: false }], [{ ...ALL, cachingEnabled: false }]],
    ['but none where a value decides', [{ ...ALL, cachingEnabled: Token.asAny({ Ref: 'P' }) as unknown as boolean }], undefined],
  ])('%s', (_, settings, seen) => {
    const { app, stack } = shop();
    const made = stage(stack, settings);
    EncryptApiCache.everywhere(app);
    if (seen === undefined) {
      app.with(new EncryptApiCache());
      expect(made.methodSettings).toBe(settings);
    } else {
      const found = laterAspect(made);
      app.synth();
      expect(found).toEqual([seen]);
    }
  });

  test('and so does whoever looks after synthesis', () => {
    const { app, stack } = shop();
    const made = stage(stack, [ALL]);
    EncryptApiCache.everywhere(app);
    app.synth();
    expect(made.methodSettings).toEqual([encrypted(ALL)]);
  });

  test('at once after a mixin', () => {
    const { stack } = shop();
    const made = stage(stack, [ALL]);
    made.with(new EncryptApiCache());
    expect(made.methodSettings).toEqual([encrypted(ALL)]);
  });

  test('but not where an override says something else of the list', () => {
    const { app, stack } = shop();
    const made = stage(stack, [ALL, ORDERS]);
    made.addPropertyOverride('MethodSettings.1.CachingEnabled', false);
    app.with(new EncryptApiCache());
    expect(made.methodSettings).toEqual([ALL, ORDERS]);
    app.synth();
    expect(made.methodSettings).toEqual([ALL, ORDERS]);
  });
});

describe('the template has what the user has done to the list', () => {
  const cases: readonly [string, (list: Setting[]) => unknown, readonly Setting[]][] = [
    ['pushed to', (list) => list.push(SEARCH), [ALL, ORDERS, SEARCH]],
    ['an entry changed in place', (list) => Object.assign(list[1], { throttlingRateLimit: 9 }), [ALL, { ...ORDERS, throttlingRateLimit: 9 }]],
    ['an entry replaced', (list) => { list[1] = SEARCH; }, [ALL, SEARCH]],
    ['shortened', (list) => list.pop(), [ALL]],
    ['turned round', (list) => list.reverse(), [ORDERS, ALL]],
    ['emptied', (list) => list.splice(0), []],
  ];

  test.each(cases)('after a mixin: %s', (_, change, expected) => {
    const { app, stack } = shop();
    const list = [{ ...ALL }, { ...ORDERS }];
    stage(stack, list);
    app.with(new EncryptApiCache());
    change(list);
    expect(settingsIn(app)).toEqual(inTemplate(expected));
  });

  test.each(cases)('in a later aspect: %s', (_, change, expected) => {
    const { app, stack } = shop();
    const list = [{ ...ALL }, { ...ORDERS }];
    const made = stage(stack, list);
    EncryptApiCache.everywhere(app);
    laterAspect(made, () => change(list));
    expect(settingsIn(app)).toEqual(inTemplate(expected));
  });

  test.each(cases)('after synthesis, for another one: %s', (_, change, expected) => {
    const { app, stack } = shop();
    const list = [{ ...ALL }, { ...ORDERS }];
    stage(stack, list);
    EncryptApiCache.everywhere(app);
    app.synth();
    change(list);
    expect(settingsIn(app)).toEqual(inTemplate(expected));
  });
});

test.each<[string, (list: Setting[]) => unknown, readonly Setting[]]>([
  ['pushed to', (list) => list.push(SEARCH), [ALL, ORDERS, SEARCH, POST]],
  ['an entry that is there already pushed to it', (list) => list.push(list[0]), [ALL, ORDERS, ALL, POST]],
  ['an entry put first', (list) => list.unshift(SEARCH), [SEARCH, ALL, ORDERS, POST]],
  ['an entry replaced', (list) => { list[0] = SEARCH; }, [SEARCH, ORDERS, POST]],
  ['shortened', (list) => list.pop(), [ALL, POST]],
  ['emptied', (list) => list.splice(0), [POST]],
])('the template has what both the user and another aspect have done: %s', (_, change, expected) => {
  const { app, stack } = shop();
  const list = [{ ...ALL }, { ...ORDERS }];
  const made = stage(stack, list);
  EncryptApiCache.everywhere(app);
  laterAspect(made, ({ methodSettings }) => {
    change(list);
    (methodSettings as Setting[]).push(POST);
  });
  const { template } = app.synth().getStackByName('Shop');
  const { Resources } = withoutFlags(template) as { Resources: Record<string, { Properties: { MethodSettings?: unknown } }> };
  expect(Resources.Stage.Properties.MethodSettings).toEqual(inTemplate(expected));
});

describe('the template has what another aspect has done to the list that it was shown', () => {
  test.each<[string, (list: Setting[], stage: CfnStage) => unknown, readonly Setting[] | undefined]>([
    ['pushed to', (list) => list.push(SEARCH), [ALL, ORDERS, SEARCH]],
    ['an entry changed in place', (list) => Object.assign(list[1], { throttlingRateLimit: 9 }), [ALL, { ...ORDERS, throttlingRateLimit: 9 }]],
    ['the flag of an entry taken back', (list) => Object.assign(list[1], { cacheDataEncrypted: false }), [ALL, ORDERS]],
    ['an entry replaced', (list) => { list[1] = SEARCH; }, [ALL, SEARCH]],
    ['turned round', (list) => list.reverse(), [ORDERS, ALL]],
    ['emptied', (list) => list.splice(0), []],
    ['a longer one assigned', (list, made) => { made.methodSettings = [...list, SEARCH]; }, [ALL, ORDERS, SEARCH]],
    ['a shorter one assigned', (list, made) => { made.methodSettings = list.slice(1); }, [ORDERS]],
    ['copies assigned', (list, made) => { made.methodSettings = list.map((setting) => ({ ...setting, metricsEnabled: true })); },
      [{ ...ALL, metricsEnabled: true }, { ...ORDERS, metricsEnabled: true }]],
    ['another one assigned', (_, made) => { made.methodSettings = [SEARCH]; }, [SEARCH]],
    ['taken away', (_, made) => { made.methodSettings = undefined; }, undefined],
  ])('%s', (_, change, expected) => {
    const { app, stack } = shop();
    const made = stage(stack, [{ ...ALL }, { ...ORDERS }]);
    EncryptApiCache.everywhere(app);
    laterAspect(made, () => change(made.methodSettings as Setting[], made));
    expect(settingsIn(app)).toEqual(expected && inTemplate(expected));
  });

  test('and what the user has pushed to the own one meanwhile', () => {
    const { app, stack } = shop();
    const list = [ALL];
    const made = stage(stack, list);
    EncryptApiCache.everywhere(app);
    laterAspect(made, () => {
      (made.methodSettings as Setting[]).push(ORDERS);
      list.push(SEARCH);
    });
    expect(settingsIn(app)).toEqual(inTemplate([ALL, ORDERS, SEARCH]));
  });
});

describe('nothing that the user holds is changed', () => {
  test('a list that two stages share, of which one is acknowledged', () => {
    const { app, stack } = shop();
    const list = [{ ...ALL }];
    const [open, secret] = ['Public', 'Secret'].map((id) => stage(stack, list, id));
    Validations.of(open).acknowledge({ id: 'ApiCache-CacheDataEncrypted', reason: 'public data' });
    EncryptApiCache.everywhere(app);
    expect(verdicts(app.synth().getStackByName('Shop').template)).toEqual(['Public */*: UNENCRYPTED', 'Secret */*: ENCRYPTED']);
    expect(list).toEqual([ALL]);
    expect(open.methodSettings).toBe(list);
    expect(secret.methodSettings).toEqual([encrypted(ALL)]);
  });

  test('entries and lists of typed properties, raw properties and overrides', () => {
    const { app, stack } = shop();
    const [settings, raw, override] = [[{ ...ALL }], inTemplate([ALL]), inTemplate([ORDERS])];
    stage(stack, settings);
    new CfnResource(stack, 'Raw', { type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: true, MethodSettings: raw } });
    stage(stack, settings, 'Other').addPropertyOverride('MethodSettings', override);
    EncryptApiCache.everywhere(app);
    expect(settingsIn(app, 'Other')).toEqual(inTemplate([ORDERS]));
    expect([settings, raw, override]).toEqual([[ALL], inTemplate([ALL]), inTemplate([ORDERS])]);
  });
});

test.each<[string, (list: Setting[]) => unknown, unknown]>([
  ['an entry is found in its list', (list) => list.indexOf(list[1]), 1],
  ['the flag is a property of its own', ([entry]) => Object.getOwnPropertyDescriptor(entry, 'cacheDataEncrypted')?.value, true],
  ['the flag is in it', ([entry]) => 'cacheDataEncrypted' in entry && 'cachingEnabled' in entry && !('metricsEnabled' in entry), true],
  ['a list is one', (list) => Array.isArray(list) && list.length, 2],
  ['it can be written down', (list) => JSON.parse(JSON.stringify(list)), [encrypted(ALL), encrypted(ORDERS)]],
])('what is shown is like any other list: %s', (_, look, expected) => {
  const made = stage(shop().stack, [{ ...ALL }, { ...ORDERS }]);
  made.with(new EncryptApiCache());
  expect(look(made.methodSettings as Setting[])).toEqual(expected);
  expect(made.methodSettings).toBe(made.methodSettings);
});

test('a list of what was shown holds the own entries of the user', () => {
  const [entry, frozen] = [{ ...ALL }, Object.freeze({ ...ORDERS })];
  const { stack } = shop();
  const made = stage(stack, [entry, frozen]);
  made.with(new EncryptApiCache());
  made.methodSettings = [...made.methodSettings as Setting[]].reverse();
  expect(rendered(made)).toEqual([ORDERS, ALL]);
  const assigned = [{ ...SEARCH }];
  made.methodSettings = assigned;
  expect(made.methodSettings).toBe(assigned);
});

describe('whatever is done to what is shown is done to what the user has', () => {
  /** Two stages of which the first has the list, with what their templates are made of afterwards. */
  const outcome = (isShown: boolean, act: (own: Setting[], first: CfnStage, second: CfnStage) => void) => {
    const { stack } = shop();
    const own = [{ ...ALL }, { ...ORDERS }];
    const stages = [stage(stack, own, 'First'), stage(stack, [{ ...POST }], 'Second')];
    stages.filter(() => isShown).forEach((each) => each.with(new EncryptApiCache()));
    act(own, stages[0], stages[1]);
    const lists = stages.map((each) => rendered(each) as Setting[]);
    return { isOwn: lists.map((list) => list === own), entries: [own, ...lists].map((list) => list.map(Object.getOwnPropertyDescriptors)) };
  };
  const seen = ({ methodSettings }: CfnStage) => methodSettings as Writable<Setting>[];
  const look = (list: unknown) => { JSON.stringify(list); };

  test.each<[string, (own: Setting[], first: CfnStage, second: CfnStage) => void]>([
    ['a list assigned to its own stage', (own, first) => { first.methodSettings = seen(first); own.push(SEARCH); }],
    ['a list of what was shown that is pushed to once it is assigned', (_, first) => { const list = [...seen(first)]; first.methodSettings = list; list.push(SEARCH); }],
    ['a frozen list of what was shown', (_, first) => { first.methodSettings = Object.freeze([...seen(first)]) as Setting[]; }],
    ['a list assigned to another stage', (own, first, second) => { second.methodSettings = seen(first); own.push(SEARCH); }],
    ['entries assigned to another stage', (_, first, second) => { second.methodSettings = seen(first).slice(1); }],
    ['an entry pushed to the list of another stage', (_, first, second) => { seen(second).push(seen(first)[1]); }],
    ['a flag set twice', (_, first) => { seen(first)[0].cacheDataEncrypted = true; seen(first)[0].cacheDataEncrypted = false; }],
    ['a flag defined for good', (_, first) => { look(Object.defineProperty(seen(first)[0], 'cacheDataEncrypted', { value: false })); }],
    ['an entry frozen', (_, first) => { look(Object.freeze(seen(first)[0])); }],
    ['an entry sealed and changed', (_, first) => { Object.seal(seen(first)[0]).cachingEnabled = false; look(seen(first)); }],
    ['a sealed entry changed', (own, first) => { Object.seal(own[0]); seen(first)[0].cachingEnabled = false; }],
    ['a list frozen', (_, first) => { look(Object.freeze(seen(first))); }],
    ['an entry of the user looked for', (own, first) => { seen(first).splice(seen(first).indexOf(own[0]), 1); }],
    ['an entry of the user looked for from an index on', (own, first) => { seen(first).splice(seen(first).indexOf(own[0], 1), 1); }],
  ])('%s', (_, act) => {
    expect(outcome(true, act)).toEqual(outcome(false, act));
  });
});

test('after synthesis, flags are shown of what a token turned out to be', () => {
  const { app, stack } = shop();
  const entry = { ...ORDERS, resourcePath: Lazy.string({ produce: () => '/~1orders' }) };
  const made = stage(stack, [ALL, entry]);
  EncryptApiCache.everywhere(app);
  const found = laterAspect(made);
  app.synth();
  expect(found).toEqual([[ALL, entry]]);
  expect(made.methodSettings).toEqual([encrypted(ALL), encrypted(entry)]);
});

test('an entry whose flag is fixed is shown as it is', () => {
  const fixed = Object.defineProperty({ ...ALL }, 'cacheDataEncrypted', { value: false, enumerable: true });
  const { app, stack } = shop();
  const made = stage(stack, [fixed]);
  EncryptApiCache.everywhere(app);
  expect(settingsIn(app)).toEqual(inTemplate([ALL]));
  expect(made.methodSettings).toEqual([fixed]);
  expect(fixed).toEqual({ ...ALL, cacheDataEncrypted: false });
});

test('a flag that was shown is taken back where the key is acknowledged by a later aspect', () => {
  const { app, stack } = shop();
  const made = stage(stack, [ALL]);
  EncryptApiCache.everywhere(app);
  laterAspect(made, () => Validations.of(made).acknowledge({ id: 'ApiCache-CacheDataEncrypted', reason: 'public data' }));
  expect(verdicts(app.synth().getStackByName('Shop').template)).toEqual(['Stage */*: UNENCRYPTED']);
  expect(made.methodSettings).toEqual([ALL]);
});

test.each<[string, PropertyDescriptor]>([
  ['frozen', { value: [ALL], writable: false, configurable: false }],
  ['without a setter', { get: () => [ALL], configurable: false }],
])('a property that is %s shows nothing, and is encrypted', (_, descriptor) => {
  const { app, stack } = shop();
  const made = stage(stack, [ALL]);
  Object.defineProperty(made, 'methodSettings', descriptor);
  EncryptApiCache.everywhere(app);
  expect(settingsIn(app)).toEqual(inTemplate([ALL]));
  expect(made.methodSettings).toEqual([ALL]);
});

test.each<[string, (stage: CfnStage) => unknown]>([
  ['is frozen as a whole', (made) => Object.freeze(made)],
  ['throws if it is set', (made) => Object.defineProperty(made, 'methodSettings', { get: () => [ALL], set: () => { throw new Error('no'); } })],
])('a resource that %s is encrypted, and nothing is put into it', (_, freeze) => {
  const { app, stack } = shop();
  const made = stage(stack, [ALL]);
  Aspects.of(made);
  freeze(made);
  EncryptApiCache.everywhere(app);
  const before = Object.getOwnPropertyDescriptors(made);
  expect(settingsIn(app)).toEqual(inTemplate([ALL]));
  expect(Object.getOwnPropertyDescriptors(made)).toEqual(before);
});

describe('the property of a class', () => {
  test('shows what was set where nothing answers for a stage', () => {
    const [first, second] = [shop(), shop()];
    const covered = stage(first.stack, [ALL]);
    covered.with(new EncryptApiCache());
    const list = [{ ...ALL }];
    const left = stage(second.stack, list);
    expect(covered.methodSettings).toEqual([encrypted(ALL)]);
    expect(left.methodSettings).toBe(list);
    left.methodSettings = undefined;
    expect(left.methodSettings).toBeUndefined();
    expect(Object.hasOwn(covered, 'methodSettings')).toBe(false);
  });

  test.each<[string, (list: unknown) => unknown]>([
    ['what it makes of the list', (list) => [...list as Setting[], SEARCH]],
    ['the list of the class above', (list) => list],
  ])('of a subclass shows the flags in %s', (_, seen) => {
    class OwnStage extends CfnStage {
      public get methodSettings(): Setting[] {
        return seen(super.methodSettings) as Setting[];
      }
      public set methodSettings(list: Setting[]) {
        super.methodSettings = list;
      }
    }
    const { app, stack } = shop();
    const made = new OwnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [ALL] });
    stage(stack, [ALL], 'Other');
    EncryptApiCache.everywhere(app);
    app.synth();
    expect(made.methodSettings).toEqual(seen([encrypted(ALL)]));
  });

  test('of a subclass that does not ask the class above is shown as it is', () => {
    class OwnStage extends CfnStage {
      public get methodSettings(): Setting[] {
        return [ALL];
      }
    }
    const { app, stack } = shop();
    const made = new OwnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [ALL] });
    EncryptApiCache.everywhere(app);
    expect(settingsIn(app)).toEqual(inTemplate([ALL]));
    expect(made.methodSettings).toEqual([ALL]);
  });
});

test('under CDK_DEBUG the trace of an assignment is that of the user', () => {
  process.env.CDK_DEBUG = '1';
  try {
    const { app, stack } = shop();
    const made = stage(stack, [ALL]);
    const traced = () => made.node.metadata.filter(({ type }) => type === 'aws:cdk:propertyAssignment');
    const users = traced();
    made.with(new EncryptApiCache());
    EncryptApiCache.everywhere(app);
    app.synth();
    expect(made.methodSettings).toEqual([encrypted(ALL)]);
    expect(traced()).toEqual(users);
  } finally {
    delete process.env.CDK_DEBUG;
  }
});

describe('flags are shown of literals alone', () => {
  const isShown = (props: Partial<Record<keyof CfnStageProps, unknown>>) => {
    const resource = new CfnStage(shop().stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, ...props as Partial<CfnStageProps> });
    const before = resource.methodSettings;
    showFlags(resource);
    return resource.methodSettings !== before;
  };
  const lazy = (value: unknown): IResolvable => Lazy.any({ produce: () => value });

  test.each<[string, object, boolean]>([
    ['literal entries', { methodSettings: [ALL, ORDERS] }, true],
    ['a value that CDK refuses', { methodSettings: [{ ...ALL, cachingEnabled: 'true' }] }, false],
    ['what does not decide as a token', { methodSettings: [ALL], description: `x ${Token.asString({ Ref: 'P' })}` }, true],
    ['entries that cache nothing', { methodSettings: [{ ...ALL, cachingEnabled: false }] }, false],
    ['a key that is stated twice', { methodSettings: [ALL, { ...ALL, cacheTtlInSeconds: 5 }] }, false],
    ['no list', {}, false],
    ['a list in a token', { methodSettings: lazy([ALL]) }, false],
    ['an item in a token', { methodSettings: [lazy(ALL)] }, false],
    ['an item that is nothing', { methodSettings: [undefined] }, false],
    ['a flag in a token', { methodSettings: [{ ...ALL, cacheDataEncrypted: lazy(true) }] }, false],
    ['a path with a token', { methodSettings: [{ ...ALL, resourcePath: `/~1${Token.asString({ Ref: 'P' })}` }] }, false],
    ['a number in a token', { methodSettings: [{ ...ALL, cacheTtlInSeconds: Token.asNumber({ Ref: 'P' }) }] }, false],
    ['a cluster in a token, which decides nothing here', { cacheClusterEnabled: lazy(true), methodSettings: [ALL] }, true],
  ])('%s: %#', (_, props, expected) => {
    expect(isShown(props)).toBe(expected);
  });
});
