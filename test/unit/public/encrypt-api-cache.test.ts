import { readFileSync } from 'fs';
import { App, Aspects, Mixins, Stack } from 'aws-cdk-lib';
import { EncryptApiCache, EncryptApiCacheMode, EncryptApiCacheProps } from '../../../src';
import { testApp, verdicts, withoutEqualEntries, withoutFlags } from '../../support/app';
import { NESTED_SHAPES, QUIET_SHAPES, Shape, SHAPES } from '../../support/shapes';

interface Synthesised {
  readonly template: unknown;
  readonly messages: readonly string[];
}

function synth(shape: Shape, apply?: (app: App) => void, context: Record<string, unknown> = {}): Synthesised {
  const app = testApp({ context });
  const stack = new Stack(app, 'Shop');
  shape(stack, new Stack(app, 'Others'));
  apply?.(app);
  const artifact = app.synth().getStackByName('Shop');
  const messages = artifact.messages.map(({ entry }) => String(entry.data)).filter((message) => message.includes('ApiCache'));
  return { template: artifact.template as unknown, messages };
}

const enforce = (app: App) => Aspects.of(app).add(new EncryptApiCache());
const violating = (all: readonly string[]) => all.filter((line) => /UNENCRYPTED|UNRESOLVED|UNPROVEN|DORMANT/.test(line));

describe.each(Object.entries(SHAPES))('%s', (_, shape) => {
  test('is encrypted in the template, and nothing else of the template changes', () => {
    const before = synth(shape);
    const after = synth(shape, enforce);
    expect(violating(verdicts(before.template)).length).toBeGreaterThan(0);
    expect(violating(verdicts(after.template))).toEqual([]);
    expect(withoutEqualEntries(after.template)).toEqual(withoutEqualEntries(before.template));
    expect(after.messages.filter((message) => message.includes('cannot tell'))).toEqual([]);
  });

  test('a second visit changes nothing more', () => {
    const once = synth(shape, enforce);
    const twice = synth(shape, (app) => {
      enforce(app);
      enforce(app);
    });
    expect(twice).toEqual(once);
  });

  test('is only reported in mode REPORT', () => {
    const before = synth(shape);
    const reported = synth(shape, (app) => Aspects.of(app).add(new EncryptApiCache({ mode: EncryptApiCacheMode.REPORT })));
    expect(reported.template).toEqual(before.template);
    expect(reported.messages.length).toBeGreaterThanOrEqual(violating(verdicts(before.template)).length);
  });
});

describe.each(Object.entries(NESTED_SHAPES))('%s', (_, shape) => {
  function nested(apply?: (app: App) => void): unknown[] {
    const app = testApp();
    shape(new Stack(app, 'Shop'));
    apply?.(app);
    const { directory, artifacts } = app.synth();
    const assets = artifacts.flatMap((artifact) => 'file' in artifact && typeof artifact.file === 'string' && artifact.file.endsWith('.assets.json') ? [artifact.file] : []);
    return assets.flatMap((file) => {
      const { files } = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, { source: { path: string } }> };
      return Object.values(files).map(({ source }) => JSON.parse(readFileSync(`${directory}/${source.path}`, 'utf8')) as unknown);
    });
  }

  test('is encrypted in the template that is an asset', () => {
    const before = nested();
    const after = nested(enforce);
    expect(violating(before.flatMap(verdicts)).length).toBeGreaterThan(0);
    expect(violating(after.flatMap(verdicts))).toEqual([]);
  });
});

const CORRELATED = 'CfnStage that caches and encrypts under one condition';

test('section 4: a flag that is not literally true is set, in whatever branch it is needed', () => {
  const { template, messages } = synth(QUIET_SHAPES[CORRELATED], enforce);
  expect(withoutFlags(template)).toEqual(withoutFlags(synth(QUIET_SHAPES[CORRELATED]).template));
  expect(messages).toEqual([expect.stringContaining('changed CacheDataEncrypted from {"Fn::If":["IsProd",true,false]} to true')]);
});

test.each(Object.entries(QUIET_SHAPES).filter(([name]) => name !== CORRELATED))('%s: no change, no message', (_, shape) => {
  for (const mode of [EncryptApiCacheMode.ENFORCE, EncryptApiCacheMode.REPORT]) {
    expect(synth(shape, (app) => Aspects.of(app).add(new EncryptApiCache({ mode })))).toEqual(synth(shape));
  }
});

describe('as a mixin', () => {
  test.each(Object.entries(SHAPES))('%s: with() and Mixins.of() do what the aspect does', (_, shape) => {
    const expected = synth(shape, enforce).template;
    expect(synth(shape, (app) => {
      app.with(new EncryptApiCache());
    }).template).toEqual(expected);
    expect(synth(shape, (app) => Mixins.of(app).apply(new EncryptApiCache())).template).toEqual(expected);
  });
});

describe('options', () => {
  test.each<[string, object, string]>([
    ['mode', { mode: 'FIX' }, 'mode must be one of ENFORCE, REPORT, got "FIX"'],
    ['mode', { mode: 0 }, 'mode must be one of ENFORCE, REPORT, got 0'],
    ['ensureStageDefault', { ensureStageDefault: 'yes' }, 'ensureStageDefault must be true or false, got "yes"'],
  ])('a wrong %s throws at construction: %j', (_, props, message) => {
    expect(() => new EncryptApiCache(props)).toThrow(message);
  });

  test.each([undefined, null, {}, { mode: undefined, ensureStageDefault: undefined }])('%j means the defaults', (props) => {
    const apply = (aspect: EncryptApiCache) => synth(SHAPES.CfnStage, (app) => Aspects.of(app).add(aspect));
    const expected = apply(new EncryptApiCache({ mode: EncryptApiCacheMode.ENFORCE, ensureStageDefault: false }));
    expect(apply(new EncryptApiCache(props as EncryptApiCacheProps))).toEqual(expected);
  });
});

test('supports what can hold stages: a stack and what can configure a cache, and nothing else', () => {
  const app = testApp();
  const stack = new Stack(app, 'Shop');
  SHAPES['RestApi deploy options'](stack, stack);
  const supported = app.node.findAll().filter((node) => new EncryptApiCache().supports(node)).map(({ node }) => node.path);
  expect(supported).toEqual(['Shop', 'Shop/Api/Deployment/Resource', 'Shop/Api/DeploymentStage.prod/Resource']);
});

test('leaves a construct alone that it does not support', () => {
  const app = testApp();
  expect(() => new EncryptApiCache().applyTo(app)).not.toThrow();
});
