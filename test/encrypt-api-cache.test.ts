import { readFileSync } from 'fs';
import { App, Aspects, Mixins, Stack } from 'aws-cdk-lib';
import { testApp, verdicts, withoutFlags } from './app';
import { NESTED_SHAPES, QUIET_SHAPES, Shape, SHAPES } from './shapes';
import { EncryptApiCache, EncryptApiCacheMode } from '../src';

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
const violating = (all: readonly string[]) => all.filter((one) => /UNENCRYPTED|UNRESOLVED|UNPROVEN|DORMANT/.test(one));

describe.each(Object.entries(SHAPES))('%s', (_, shape) => {
  test('is encrypted in the template, and nothing else of the template changes', () => {
    const before = synth(shape);
    const after = synth(shape, enforce);
    expect(violating(verdicts(before.template)).length).toBeGreaterThan(0);
    expect(violating(verdicts(after.template))).toEqual([]);
    expect(withoutFlags(after.template)).toEqual(withoutFlags(before.template));
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

test.each(Object.entries(QUIET_SHAPES))('%s: no change, no message', (_, shape) => {
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
