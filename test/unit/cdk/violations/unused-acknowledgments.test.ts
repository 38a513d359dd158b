import { Acknowledgment, Annotations, App, Aspects, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { Construct, IConstruct } from 'constructs';
import { ApiCacheEncryptionChecks, ApiCacheRuleSeverity, EncryptApiCache } from '../../../../src';
import { unusedAcknowledgments } from '../../../../src/cdk/violations/unused-acknowledgments';
import { testApp } from '../../../support/app';
import { packReport } from '../../../support/report';

const RULE = 'ApiCache::ApiCache-CacheDataEncrypted';
const UNUSED = 'ApiCache-UnusedAcknowledgment';

function stage(scope: Construct, settings: Partial<CfnStage.MethodSettingProperty> = {}, id = 'Stage'): CfnStage {
  const entry = { cachingEnabled: true, ...settings };
  return new CfnStage(scope, id, {
    restApiId: 'abc',
    cacheClusterEnabled: true,
    methodSettings: [{ httpMethod: '*', resourcePath: '/*', ...entry }, { httpMethod: 'GET', resourcePath: '/~1orders', ...entry }],
  });
}

function acknowledge(scope: IConstruct, ...all: readonly (string | Omit<Acknowledgment, 'reason'>)[]): void {
  Validations.of(scope).acknowledge(...all.map((item) => ({ ...typeof item === 'string' ? { id: item } : item, reason: 'public' })));
}

/** Each warning of the pack, `path: description; fix`. */
function warnings(build: (app: App) => unknown, pack: (app: App) =>
ApiCacheEncryptionChecks = (app) => new ApiCacheEncryptionChecks(app)): string[] {
  const app = testApp();
  build(app);
  Validations.of(app).addPlugins(pack(app));
  return unusedIn(app);
}

function unusedIn(app: App): string[] {
  const violations = packReport(app).violations.filter(({ ruleName }) => ruleName.startsWith(UNUSED));
  return violations.flatMap(({ violatingConstructs, description, suggestedFix, severity }) =>
    violatingConstructs.map(({ constructPath }) => `${severity} ${constructPath}: ${description}; ${suggestedFix}`));
}

/** The same for ids at one stage. */
function warningsAbout(...ids: readonly (string | Omit<Acknowledgment, 'reason'>)[]): string[] {
  return warnings((app) => acknowledge(stage(new Stack(app, 'Shop')), ...ids));
}

test.each([
  RULE,
  'ApiCache-CacheDataEncrypted',
  `${RULE}[*/*]`,
  `${RULE}[/*/*]`,
  `${RULE}[~1orders/GET]`,
  `${RULE}[/orders/GET]`,
  `${RULE}[~1orders/GET`,
  'ApiCache-CacheDataEncrypted[~1orders/GET]',
  'Company::Company-CacheDataEncrypted',
  'AwsSolutions::AwsSolutions-APIG3',
  'MyOwnWarning',
])('nothing about %s, which silences something or is not meant for this library', (id) => {
  expect(warningsAbout(id)).toEqual([]);
});

const OWN = 'acknowledge each rule or finding by its own id, such as ';

test.each([
  ['ApiCache::ApiCache-CacheDataEncrypted[*]', `${OWN}${RULE}[*/*]`],
  ['ApiCache::*', `${OWN}${RULE}`],
  ['CacheDataEncrypted', `acknowledge ${RULE} instead, or remove it`],
  ['ApiCache::CacheDataEncrypted', `acknowledge ${RULE} instead, or remove it`],
  [`${RULE}[~1order/GET]`, `acknowledge ${RULE}[~1orders/GET] instead, or remove it`],
  [`${RULE}[/orders/get]`, `acknowledge ${RULE}[~1orders/GET] instead, or remove it`],
  ['ApiCache-DormantCacheEncrypted', 'remove it'],
  ['ApiCache::ApiCache-DormantCacheEncrypted[/orders/GET]', 'remove it'],
  ['ApiCache::ApiCache-ChecksFailed', `acknowledge ${RULE} instead, or remove it`],
])('%s', (id, fix) => {
  expect(warningsAbout(id)).toEqual([`warning Shop/Stage: the acknowledgment of ${id} matches no finding; ${fix}`]);
});

test('one that works does not hide one that does not, and each is said once', () => {
  expect(warningsAbout(`${RULE}[/orders/GET]`, `${RULE}[/orders/POST]`, `${RULE}[/orders/POST]`)).toEqual([expect.stringContaining('[/orders/POST] matches no finding')]);
});

test('a filter that does not match', () => {
  expect(warningsAbout({ id: RULE, where: { methodKey: '~1orders/GET' } })).toEqual([]);
  expect(warningsAbout({ id: RULE, where: { methodKey: '~1order/GET' } })).toEqual([
    `warning Shop/Stage: the acknowledgment of ${RULE} matches no finding; remove its \`where\` filter, which does not match, or remove the acknowledgment`,
  ]);
});

test('what is in the metadata alone, which CDK does not heed', () => {
  const build = (app: App) => stage(new Stack(app, 'Shop')).node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [`${RULE}[~1orders/GET]`]: 'by hand' });
  expect(warnings(build)).toHaveLength(1);
});

test('an acknowledgment of annotations is no acknowledgment of a rule', () => {
  expect(warnings((app) => Annotations.of(stage(new Stack(app, 'Shop'))).acknowledgeWarning('ApiCache::*'))).toEqual([]);
});

describe('at a scope', () => {
  test('of which one stage in many has the finding, it is of use', () => {
    expect(warnings((app) => {
      stage(new Stack(app, 'Shop'));
      stage(new Stack(app, 'Safe'), { cacheDataEncrypted: true });
      acknowledge(app, RULE, `${RULE}[~1orders/GET]`);
    })).toEqual([]);
  });

  test('where nothing is found, a whole rule silences nothing either', () => {
    expect(warnings((app) => {
      stage(new Stack(app, 'Safe'), { cacheDataEncrypted: true });
      acknowledge(app, RULE);
    })).toEqual([`warning : the acknowledgment of ${RULE} matches no finding; remove it`]);
  });

  test('without a stage, the place where it is found is named', () => {
    expect(warnings((app) => {
      stage(new Stack(app, 'Shop'));
      acknowledge(new Stack(app, 'Other'), RULE);
    })).toEqual([`warning Other: the acknowledgment of ${RULE} matches no finding; acknowledge it at Shop/Stage, where the finding is, or remove the acknowledgment`]);
  });

  test('with a stage of its own, nobody is led to acknowledge another one', () => {
    expect(warnings((app) => {
      const stack = new Stack(app, 'Shop');
      stage(stack);
      acknowledge(stage(stack, { cacheDataEncrypted: true }, 'Safe'), `${RULE}[~1orders/GET]`);
    })).toEqual([`warning Shop/Safe: the acknowledgment of ${RULE}[~1orders/GET] matches no finding; remove it`]);
  });

  test('in a CDK stage', () => {
    expect(warnings((app) => acknowledge(stage(new Stack(new Stage(app, 'Prod'), 'Shop')), 'ApiCache::*'))).toEqual([expect.stringMatching(/^warning Prod\/Shop\/Stage: /)]);
  });
});

describe('a pack on a CDK stage', () => {
  test('says nothing of what it shares with others', () => {
    const app = testApp();
    const [prod, beta] = ['Prod', 'Beta'].map((id) => new Stage(app, id));
    stage(new Stack(prod, 'Shop'), { cacheDataEncrypted: true });
    stage(new Stack(beta, 'Shop'));
    [app, prod, beta].forEach((scope) => acknowledge(scope, RULE));
    acknowledge(beta.node.findChild('Shop'), 'ApiCache::*');
    Validations.of(prod).addPlugins(new ApiCacheEncryptionChecks(prod));
    expect(unusedIn(app)).toEqual([`warning Prod: the acknowledgment of ${RULE} matches no finding; remove it`]);
  });
});

test('a rule that is turned off has its findings all the same: EncryptApiCache may report them', () => {
  const severities = { CacheDataEncrypted: ApiCacheRuleSeverity.OFF };
  expect(warnings((app) => acknowledge(stage(new Stack(app, 'Shop')), RULE, `${RULE}[/orders/POST]`), (app) => new ApiCacheEncryptionChecks(app, { severities }))).toHaveLength(1);
});

describe('beside EncryptApiCache', () => {
  const withAspect = (id: string, settings?: Partial<CfnStage.MethodSettingProperty>) => warnings((app) => {
    acknowledge(stage(new Stack(app, 'Shop'), settings), id);
    Aspects.of(app).add(new EncryptApiCache());
  });

  test('what has left a key unencrypted is of use', () => {
    expect(withAspect(`${RULE}[/orders/GET]`)).toEqual([]);
  });

  test('so is what has left a key alone whose finding is of another rule', () => {
    expect(withAspect(`${RULE}[/orders/GET]`, { cacheTtlInSeconds: 0 })).toEqual([]);
  });

  test('a typo is said with the key that was encrypted', () => {
    expect(withAspect(`${RULE}[/order/GET]`)).toEqual([expect.stringContaining(`; acknowledge ${RULE}[~1orders/GET] instead, or remove it`)]);
  });
});

describe('the warning itself', () => {
  const TYPO = `${RULE}[~1order/GET]`;
  const ITS_ID = `ApiCache::${UNUSED}[ApiCache-CacheDataEncrypted%5B~1order/GET%5D]`;

  test('can be acknowledged by its id, as for a construct that apps share', () => {
    expect(warningsAbout(TYPO, ITS_ID)).toEqual([]);
  });

  test('and that is said too where there is none', () => {
    expect(warningsAbout(ITS_ID)).toEqual([`warning Shop/Stage: the acknowledgment of ${ITS_ID} matches no finding; remove it`]);
  });

  test('does not make synthesis fail', () => {
    const app = testApp();
    acknowledge(stage(new Stack(app, 'Shop'), { cacheDataEncrypted: true }), TYPO);
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
    expect(packReport(app)).toMatchObject({ conclusion: 'success', active: [`Shop/Stage ${UNUSED}[ApiCache-CacheDataEncrypted%5B~1order/GET%5D]`] });
  });

  test('is left out where a stack cannot be judged', () => {
    const app = testApp();
    const broken = stage(new Stack(app, 'Shop'));
    acknowledge(broken, TYPO);
    const nowhere = { accountId: undefined, region: undefined };
    const stackTemplates = app.synth().stacks.map(({ hierarchicalId, templateFullPath }) =>
      ({ stackConstructPath: hierarchicalId, templatePath: templateFullPath, ...nowhere }));
    Object.defineProperty(broken.node, 'scopes', { get: () => { throw new Error('on purpose'); } });
    const { violations } = new ApiCacheEncryptionChecks().validate({ stackTemplates, templatePaths: [], appConstruct: app, ...nowhere });
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['ApiCache-ChecksFailed']);
  });
});

describe('of two plugins', () => {
  function app(): App {
    const made = testApp();
    acknowledge(stage(new Stack(made, 'Shop')), 'ApiCache::*');
    return made;
  }

  test('one says it, and says it again in another synthesis', () => {
    const made = app();
    Validations.of(made).addPlugins(new ApiCacheEncryptionChecks(made), new ApiCacheEncryptionChecks(made));
    expect(unusedIn(made)).toHaveLength(1);
    made.synth({ force: true });
    expect(unusedIn(made)).toHaveLength(1);
  });

  test('no stage is asked for where nothing is acknowledged', () => {
    const stack = new Stack(testApp(), 'Shop');
    acknowledge(stack, 'AwsSolutions::AwsSolutions-APIG3');
    expect(unusedAcknowledgments(stack, [stack], () => { throw new Error('asked'); })).toEqual([]);
  });
});
