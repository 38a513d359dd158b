import { PolicyViolation, Stack, Validations } from 'aws-cdk-lib';
import { crashViolation } from '../../../../src/cdk/violations/report';
import { violationOf } from '../../../../src/cdk/violations/violation';
import { listFindings, mergeById } from '../../../../src/wording/finding';
import { testApp } from '../../../support/app';
import { judgementOf } from '../../../support/notation';

const AS_IS = { severity: 'error', frameworks: new Set<never>(), verbose: false } as const;

function violations(MethodSettings: unknown, isMistakable = false): readonly PolicyViolation[] {
  const construct = new Stack(testApp(), 'Shop');
  const judgement = judgementOf({ type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: true, MethodSettings } });
  if (isMistakable) {
    Validations.of(construct).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]', reason: 'public', where: { methodKey: 'x' } });
  }
  return mergeById(listFindings(judgement, 'Stage')).map((finding) => violationOf({ construct, finding }, AS_IS).violation);
}

function fixes(MethodSettings: unknown): (string | undefined)[] {
  return violations(MethodSettings).map(({ fix }) => fix);
}

const ORDERS = { HttpMethod: 'GET', ResourcePath: '/~1orders' };
const OR_ENFORCE = '\nor call EncryptApiCache.everywhere(app), which sets it during synthesis';

test.each([
  ['the flag is missing', [{ ...ORDERS, CachingEnabled: true }], ['set Properties.MethodSettings.0.CacheDataEncrypted to true' + OR_ENFORCE]],
  ['the flag cannot be read', [{ ...ORDERS, CachingEnabled: true, CacheDataEncrypted: { Ref: 'P' } }], [
    'set Properties.MethodSettings.0.CacheDataEncrypted to a literal true' + OR_ENFORCE,
  ]],
  ['the path cannot be read, and the aspect cannot help', [{ ...ORDERS, CacheDataEncrypted: false }, { HttpMethod: 'GET', ResourcePath: { Ref: 'P' }, CachingEnabled: true, CacheDataEncrypted: true }], [
    'set Properties.MethodSettings.1.ResourcePath to a literal string',
  ]],
  ['the list cannot be read, and the aspect cannot help', { Ref: 'List' }, ['replace Properties.MethodSettings with literal method settings']],
  ['an item cannot be read', [{ Ref: 'Item' }], ['replace Properties.MethodSettings.0 with literal method settings']],
  ['two disagree', [{ ...ORDERS, CachingEnabled: true, CacheDataEncrypted: true }, { ...ORDERS, CachingEnabled: true }], [
    'set Properties.MethodSettings.1.CacheDataEncrypted to true' + OR_ENFORCE,
    'keep only one of them (Properties.MethodSettings.0 and Properties.MethodSettings.1)',
  ]],
  ['the key has no effect', [{ HttpMethod: 'GET', ResourcePath: '/a/b', LoggingLevel: 'INFO' }], [
    'set ResourcePath to /~1a~1b (Properties.MethodSettings.0.ResourcePath)',
  ]],
])('what to do where %s', (_, settings, expected) => {
  expect(fixes(settings)).toEqual(expected);
});

test('several entries without a key are one violation with a place for each', () => {
  expect(fixes([{ Ref: 'A' }, { Ref: 'B' }])).toEqual([
    'replace Properties.MethodSettings.0 with literal method settings; replace Properties.MethodSettings.1 with literal method settings',
  ]);
});

test('what CDK would take for acknowledged is fatal, and says how that came about', () => {
  expect(violations([{ ...ORDERS, CachingEnabled: true }], true)).toMatchObject([{
    severity: 'fatal',
    fix: `set Properties.MethodSettings.0.CacheDataEncrypted to true${OR_ENFORCE}
or remove the \`where\` filter from the acknowledgment of ApiCache-CacheDataEncrypted[~1orders/GET], which does not match`,
  }]);
});

test('anything can be thrown, and is described', () => {
  const hostile = [undefined, 'text', Symbol('s'), 5n, Object.create(null), { toString: () => { throw new Error('no'); } }, new Error('plain')];
  expect(hostile.map((error) => crashViolation(error, 'Shop').description.replace('cannot check the API caches of Shop: ', ''))).toEqual([
    'undefined', 'text', 'Symbol(s)', '5', 'the error cannot be displayed', 'the error cannot be displayed', 'plain',
  ]);
});
