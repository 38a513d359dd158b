import { readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { App, Aspects, CfnElement, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ApiCacheEvidence, EncryptApiCache } from '../../../../src';
import { changesSince } from '../../../../src/cdk/assembly/construct-rows';
import { Path } from '../../../../src/core/template-language/place';
import { testApp } from '../../../support/app';

const LIST = ['Properties', 'MethodSettings'];
const CACHES = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };
const ORDERS = { ...CACHES, HttpMethod: 'GET', ResourcePath: '/~1orders' };
const ENCRYPTED = { CacheDataEncrypted: true };
const LOST = { verdict: 'UNENCRYPTED', stated: 'false' };
const ABSENT = { verdict: 'UNENCRYPTED', stated: 'not stated' };

/** An element that brings whatever it is told to. */
class Brings extends CfnElement {
  public rendered: object = {};

  public _toCloudFormation(): object {
    return this.rendered;
  }
}

let stack: Stack;
let element: Brings;
const prod = () => ({ construct: stack as IConstruct, logicalId: 'Prod' });

/** What a stage stated before, and how that was judged. */
function beforeAt(at: ReturnType<typeof prod>, key: string, place: Path): object | undefined {
  const { verdictBefore: verdict, statedBefore: stated } = changesSince(at, { key, place, stated: 'something else' });
  return verdict && { verdict, stated };
}

/** Renders a template with the edits that it calls for. */
function recordTemplate(template: object, ensureStageDefault = false): void {
  element.rendered = template;
  Aspects.of(stack).add(new EncryptApiCache({ ensureStageDefault }));
  (stack.node.root as App).synth({ force: true });
}

/** The same for stages with some entries, by logical id. */
function recordStages(stages: Readonly<Record<string, readonly unknown[]>>, ensureStageDefault = false): void {
  recordTemplate({
    Resources: Object.fromEntries(Object.entries(stages).map(([id, entries]) =>
      [id, { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: entries } }])),
  }, ensureStageDefault);
}

const record = (entries: readonly unknown[], ensureStageDefault = false) => recordStages({ Prod: entries }, ensureStageDefault);

beforeEach(() => {
  stack = new Stack(testApp(), 'Shop');
  element = new Brings(stack, 'Element');
});

test('knows what each key was', () => {
  record([{ ...CACHES, CacheDataEncrypted: false }, ORDERS]);
  expect(beforeAt(prod(), '*/*', [...LIST, 0])).toEqual(LOST);
  expect(beforeAt(prod(), '~1orders/GET', [...LIST, 1])).toEqual(ABSENT);
});

test('a key that was left alone is as it was; nothing is known of another construct', () => {
  record([CACHES, { ...ORDERS, ...ENCRYPTED }]);
  expect(beforeAt(prod(), '~1orders/GET', [...LIST, 1])).toEqual({ verdict: 'ENCRYPTED', stated: 'true' });
  expect(beforeAt({ ...prod(), logicalId: 'Other' }, '*/*', [...LIST, 0])).toBeUndefined();
  expect(beforeAt({ ...prod(), construct: new Stack(testApp(), 'Shop') }, '*/*', [...LIST, 0])).toBeUndefined();
});

test('what was rendered last counts', () => {
  record([CACHES]);
  record([{ ...CACHES, CacheDataEncrypted: false }]);
  expect(beforeAt(prod(), '*/*', [...LIST, 0])).toEqual(LOST);
  record([{ ...CACHES, ...ENCRYPTED }]);
  expect(beforeAt(prod(), '*/*', [...LIST, 0])).toBeUndefined();
});

test('two stages of one construct are told apart', () => {
  recordStages({ Prod: [{ ...CACHES, CacheDataEncrypted: false }], Test: [CACHES] });
  expect(beforeAt(prod(), '*/*', [...LIST, 0])).toEqual(LOST);
  expect(beforeAt({ ...prod(), logicalId: 'Test' }, '*/*', [...LIST, 0])).toEqual(ABSENT);
});

test('entries that nobody can name are told apart by their places', () => {
  record([{ ...CACHES, ResourcePath: { Ref: 'One' } }, { ...CACHES, ResourcePath: { Ref: 'Two' }, ...ENCRYPTED }]);
  expect(beforeAt(prod(), 'MethodSettings', [...LIST, 0])).toEqual(ABSENT);
  expect(beforeAt(prod(), 'MethodSettings', [...LIST, 1])).toEqual({ verdict: 'UNRESOLVED', stated: 'true' });
});

test('an entry that was added stood for nothing', () => {
  record([{ ...ORDERS, ...ENCRYPTED }], true);
  expect(beforeAt(prod(), '*/*', [...LIST, 1])).toEqual({ verdict: 'NOT_CACHED', stated: 'not stated' });
});

test('what is in Globals is that of every API of the stack', () => {
  recordTemplate({
    Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [CACHES] } },
    Resources: Object.fromEntries(['Api', 'Other'].map((id) => [id, { Type: 'AWS::Serverless::Api', Properties: {} }])),
  });
  const [api, secondApi] = ['Api', 'Other'].map((id) => ({ construct: new CfnResource(stack, id, { type: 'AWS::Serverless::Api' }), logicalId: id }));
  const path = ['Globals', 'Api', 'MethodSettings', 0];
  [api, secondApi].forEach((each) => expect(beforeAt(each, '*/*', path)).toEqual(ABSENT));
  const elsewhere = new CfnResource(new Stack(stack, 'Inner'), 'Api', { type: 'AWS::Serverless::Api' });
  expect(beforeAt({ construct: elsewhere, logicalId: 'Api' }, '*/*', path)).toBeUndefined();
  expect(beforeAt({ construct: stack.node.root, logicalId: 'Api' }, '*/*', path)).toBeUndefined();
});

test('the evidence of an element that brings two stages says what each was', () => {
  const app = testApp();
  new Brings(new Stack(app, 'Shop'), 'Two').rendered = {
    Resources: Object.fromEntries([['A', false], ['B', undefined]].map(([id, flag]) => [String(id), {
      Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [{ ...CACHES, CacheDataEncrypted: flag }] },
    }])),
  };
  EncryptApiCache.everywhere(app);
  Validations.of(app).addPlugins(new ApiCacheEvidence());
  const { directory } = app.synth();
  const { rows } = JSON.parse(readFileSync(join(`${directory}.evidence`, 'api-cache-evidence.json'), 'utf8')) as { rows: { logicalId: string; statedBefore: string }[] };
  rmSync(`${directory}.evidence`, { recursive: true });
  expect(rows.map(({ logicalId, statedBefore }) => `${logicalId}: ${statedBefore}`)).toEqual(['A: false', 'B: not stated']);
});
