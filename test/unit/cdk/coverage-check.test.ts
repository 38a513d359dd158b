import { App, Aspects, Stack, Stage, Validations } from 'aws-cdk-lib';
import { ApiCacheEncryptionChecks, EncryptApiCache, EncryptApiCacheMode } from '../../../src';
import { recordOf } from '../../../src/cdk/construct-record';
import { CoverageCheck } from '../../../src/cdk/coverage-check';
import { testApp } from '../../support/app';
import { packReport } from '../../support/report';
import { cfnStage, nested, Rewriting, ShopStage } from '../reach/reached';

const { ENFORCE, REPORT } = EncryptApiCacheMode;

function rewritten(): App {
  const app = testApp();
  cfnStage(new Stack(app, 'Shop', { synthesizer: new Rewriting() }));
  return app;
}

describe('CDK is asked for a validation only where something may be left to say', () => {
  const plugins = (build: (app: App, stack: Stack) => void) => {
    const app = testApp();
    const add = jest.spyOn(Validations.of(app).constructor.prototype as Validations, 'addPlugins');
    build(app, new Stack(app, 'Shop'));
    app.synth();
    const { length } = add.mock.calls;
    add.mockRestore();
    return length;
  };

  test.each<[string, number, (app: App, stack: Stack) => void]>([
    ['nothing caches', 0, (app) => EncryptApiCache.everywhere(app)],
    ['everything was encrypted', 0, (app, stack) => {
      cfnStage(stack);
      cfnStage(nested(stack), 'Inner');
      EncryptApiCache.everywhere(app);
    }],
    ['whoever asks for it, once', 1, (app, stack) => {
      new ShopStage(app, 'Early').synth();
      [app, stack].forEach((scope) => CoverageCheck.addTo(scope));
      EncryptApiCache.everywhere(app);
      app.with(new EncryptApiCache());
    }],
    ['an aspect and a CDK stage that caches', 1, (app) => {
      Aspects.of(app).add(new EncryptApiCache());
      new ShopStage(app, 'Prod');
    }],
    ['something was reported', 1, (app, stack) => {
      cfnStage(stack);
      EncryptApiCache.everywhere(app, { mode: REPORT });
    }],
    ['something is acknowledged', 1, (app, stack) => {
      Validations.of(stack).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'x' });
      EncryptApiCache.everywhere(app);
    }],
  ])('%s: %d', (_, expected, build) => {
    expect(plugins(build)).toBe(expected);
  });

  test('and always where CDK does not say that everything is written', () => {
    const app = testApp();
    const { _assemblyBuilder: place } = app as unknown as { readonly _assemblyBuilder: { buildAssembly?: unknown } };
    const { buildAssembly } = place;
    place.buildAssembly = undefined;
    EncryptApiCache.everywhere(app);
    place.buildAssembly = buildAssembly;
    expect(recordOf(app).hasPlugin).toBe(true);
  });
});

test('what is no app has none', () => {
  const alone = new Stage(undefined as never, 'Alone', { outdir: testApp().outdir });
  expect(() => CoverageCheck.addTo(alone)).not.toThrow();
  expect(recordOf(alone).isChecked).toBe(false);
});

test.each<[EncryptApiCacheMode, string, string]>([[ENFORCE, 'error', 'failure'], [REPORT, 'warning', 'success']])('in mode %s a gap is of severity %s', (mode, severity, conclusion) => {
  const app = rewritten();
  EncryptApiCache.everywhere(app, { mode });
  const report = packReport(app);
  // Mode REPORT has said it where it was rendered.
  expect(report.violations.map((violation) => violation.severity)).toEqual(mode === REPORT ? [] : [severity]);
  expect(report.conclusion).toBe(conclusion);
});

test('what a gap suggests is first to be reached, and then to set the flag', () => {
  const app = rewritten();
  EncryptApiCache.everywhere(app);
  const [{ description, suggestedFix, violatingConstructs }] = packReport(app).violations;
  expect(description).toMatch(/^method setting ~1orders\/GET .*caches responses .*; the template of stack Shop was changed after EncryptApiCache had encrypted it$/);
  expect(suggestedFix).toBe('change it before it is rendered: a synthesizer that edits the file, for one, is too late\nor set Properties.MethodSettings.0.CacheDataEncrypted to true');
  expect(violatingConstructs.map(({ constructPath }) => constructPath)).toEqual(['Shop/Stage']);
});

test('beside the rule pack a gap is said by each, under one id', () => {
  const app = rewritten();
  EncryptApiCache.everywhere(app);
  Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
  expect(new Set(packReport(app).active)).toEqual(new Set(['Shop/Stage ApiCache-CacheDataEncrypted[~1orders/GET]']));
});

test('what nothing answers for is not looked at', () => {
  const app = testApp();
  EncryptApiCache.everywhere(new Stack(app, 'Mine'));
  cfnStage(new Stack(app, 'Shop', { synthesizer: new Rewriting() }));
  new ShopStage(app, 'Prod');
  expect(packReport(app).violations).toEqual([]);
});

test('each CDK stage has a summary of its own', () => {
  const app = testApp();
  ['Prod', 'Test'].forEach((id) => new ShopStage(app, id));
  Aspects.of(app).add(new EncryptApiCache());
  expect(packReport(app).violations.map(({ ruleName }) => ruleName)).toEqual([
    'ApiCache-CacheDataEncrypted[~1orders/GET]', 'ApiCache-CacheDataEncrypted[~1orders/GET]', 'ApiCache-FindingsInCdkStage[Prod]', 'ApiCache-FindingsInCdkStage[Test]',
  ]);
});
