import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Aspects, Fn, Stack, Stage, Validations } from 'aws-cdk-lib';
import {
  ApiCacheEncryptionChecks, ApiCacheEncryptionChecksProps, ApiCacheRuleSeverity, EncryptApiCache, EncryptApiCacheMode, EncryptApiCacheProps,
} from '../../../../src';
import { recordOf } from '../../../../src/cdk/construct-record';
import { CoverageCheck } from '../../../../src/cdk/coverage/coverage-check';
import { testApp } from '../../../support/app';
import { packReport, ValidationReport } from '../../../support/report';
import { cfnStage, nested, Rewriting, ShopStage } from '../../reach/reached';

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
    const add = jest.spyOn(Validations.of(app).constructor.prototype as Validations, 'addPlugins');
    EncryptApiCache.everywhere(app);
    place.buildAssembly = buildAssembly;
    expect(add).toHaveBeenCalledTimes(1);
    add.mockRestore();
  });
});

test('what is no app has none', () => {
  const alone = new Stage(undefined as never, 'Alone', { outdir: testApp().outdir });
  expect(() => CoverageCheck.addTo(alone)).not.toThrow();
  expect(recordOf(alone).isChecked).toBeUndefined();
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
  expect(description).toMatch(/^method setting ~1orders\/GET .*caches responses .*; the template of stack Shop was changed after EncryptApiCache encrypted it$/);
  expect(suggestedFix).toBe('change it before the template is rendered (a synthesizer that edits the file is too late)\nor set Properties.MethodSettings.0.CacheDataEncrypted to true');
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

const summariesIn = (app: App) => packReport(app).violations.filter(({ ruleName }) => ruleName.includes('FindingsInCdkStage'));

describe('what was said as an annotation', () => {
  const reporting = (build?: (stack: Stack) => unknown, mode = REPORT) => {
    const app = testApp();
    EncryptApiCache.everywhere(app, { mode });
    new ShopStage(app, 'Prod', build);
    return app;
  };

  test('counts for the summary of its CDK stage, and is not said again', () => {
    const { violations, conclusion } = packReport(reporting());
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject({ severity: 'warning', ruleName: 'ApiCache-FindingsInCdkStage[Prod]', violatingConstructs: [{ constructPath: '' }] });
    expect(violations[0].description).toMatch(/^CDK stage Prod has 1 warning\nProd\/Shop\/Stage: method setting ~1orders\/GET .* \(CacheDataEncrypted is not set and defaults to false\)$/);
    expect(conclusion).toBe('success');
  });

  test('so do the warnings of mode ENFORCE', () => {
    const unreadable = (stack: Stack) => cfnStage(stack).addPropertyOverride('MethodSettings', Fn.split(',', Fn.importValue('x')));
    expect(summariesIn(reporting(unreadable, ENFORCE)).map(({ severity, description }) => [severity, description.split('\n')[0]]))
      .toEqual([['warning', 'CDK stage Prod has 1 warning']]);
  });

  test('but not what is acknowledged', () => {
    const app = reporting();
    Validations.of(app).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'public' });
    expect(packReport(app).violations).toEqual([]);
  });

  test.each([[true, 0], [false, 1]])('in a CDK stage below a stack it is summed up unless CDK reports annotations: %s', (reports, count) => {
    const app = testApp({ context: { '@aws-cdk/core:annotationsInValidationReport': reports } });
    EncryptApiCache.everywhere(app, { mode: REPORT });
    new ShopStage(new Stack(app, 'Pipeline'), 'Prod');
    expect(summariesIn(app)).toHaveLength(count);
  });
});

test('a CDK stage below a stack has no summary: the findings are printed', () => {
  const app = testApp();
  new ShopStage(new Stack(app, 'Pipeline'), 'Prod').synth();
  EncryptApiCache.everywhere(app);
  Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
  const { active, conclusion } = packReport(app);
  expect(new Set(active)).toEqual(new Set(['Pipeline/Prod/Shop/Stage ApiCache-CacheDataEncrypted[~1orders/GET]']));
  expect(conclusion).toBe('failure');
});

describe('beside the rule pack', () => {
  const both = (pack: ApiCacheEncryptionChecksProps, aspect: EncryptApiCacheProps) => {
    const app = testApp();
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app, pack));
    Aspects.of(app).add(new EncryptApiCache(aspect));
    new ShopStage(app, 'Prod');
    return app;
  };
  const WARNING = { severities: { CacheDataEncrypted: ApiCacheRuleSeverity.WARNING } };

  test.each<[string, ApiCacheEncryptionChecksProps, EncryptApiCacheProps, string[]]>([
    ['as severe', {}, {}, ['fatal']],
    ['less severe', {}, { mode: REPORT }, ['fatal']],
    ['more severe', WARNING, {}, ['warning', 'fatal']],
    ['both separate', { separateCdkStages: true }, { separateCdkStages: true }, ['warning']],
    ['the aspect separate', {}, { separateCdkStages: true }, ['fatal']],
    ['the pack separate', { separateCdkStages: true }, {}, ['warning', 'fatal']],
  ])('%s: the second is silent unless it is more severe', (_, pack, aspect, severities) => {
    const app = both(pack, aspect);
    expect(summariesIn(app).map(({ severity }) => severity)).toEqual(severities);
    app.synth({ force: true });
    expect(summariesIn(app).map(({ severity }) => severity)).toEqual(severities);
  });
});

test('with separate CDK stages the findings fail, in a report without the summary, which does not', () => {
  const app = testApp();
  new ShopStage(app, 'Prod').synth();
  EncryptApiCache.everywhere(app, { separateCdkStages: true });
  const { directory } = app.synth();
  const { pluginReports } = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as ValidationReport;
  const ours = pluginReports.filter(({ pluginName }) => pluginName === 'ApiCache');
  expect(ours.map(({ conclusion, violations }) => [conclusion, ...violations.map(({ severity, ruleName }) => `${severity} ${ruleName}`)])).toEqual([
    ['failure', 'error ApiCache-CacheDataEncrypted[~1orders/GET]'],
    ['success', 'warning ApiCache-FindingsInCdkStage[Prod]'],
  ]);
});

describe('an acknowledgment that silences nothing is a warning without the pack, too', () => {
  const unused = (id: string, { hasPack = false, isInCdkStage = false } = {}) => {
    const app = testApp();
    EncryptApiCache.everywhere(app);
    if (hasPack) {
      Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
    }
    const scope = isInCdkStage ? new ShopStage(app, 'Prod') : cfnStage(new Stack(app, 'Shop'));
    Validations.of(scope).acknowledge({ id, reason: 'public data' });
    return packReport(app).violations.map(({ ruleName, severity }) => `${severity} ${ruleName}`);
  };
  const TYPO = 'ApiCache::ApiCache-CacheDataEncrypted[~1order/GET]';
  const WARNING = expect.stringMatching(/^warning ApiCache-UnusedAcknowledgment\[/) as string;

  test.each<[string, Parameters<typeof unused>[1], string[]]>([
    ['once', {}, [WARNING]],
    ['once beside the pack', { hasPack: true }, [WARNING]],
    ['in a CDK stage, and summed up', { isInCdkStage: true }, [WARNING, 'warning ApiCache-FindingsInCdkStage[Prod]']],
  ])('%s', (_, options, expected) => {
    expect(unused(TYPO, options)).toEqual(expected);
  });

  test.each([
    ['the finding', 'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]'],
    ['the finding as CDK spells it', 'ApiCache::ApiCache-CacheDataEncrypted[/orders/GET]'],
    ['the rule', 'ApiCache::ApiCache-CacheDataEncrypted'],
    ['what is none of ours', 'AwsSolutions::AwsSolutions-APIG1'],
  ])('but not one of %s', (_, id) => {
    expect(unused(id)).toEqual([]);
  });
});
