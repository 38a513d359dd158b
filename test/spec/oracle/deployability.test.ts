import fc from 'fast-check';
import { deploymentsOf, ExactVerdict, hasTooManyChoices, KeyDeployments } from './deployments';
import { effectOf } from './deployments/fresh-stage';
import { byName, Verdict } from './oracle';
import { readableTemplates } from './templates';
import { judgedByProduct } from '../../support/product-verdicts';
import { SIZE } from '../../support/size';

/** A choice is a whole deployment, which takes its time. */
const MOST_CHOICES = 400;

type JudgedName = Verdict | 'none';

/** The verdicts that each answer allows. */
const EXACT: Readonly<Record<ExactVerdict, readonly JudgedName[]>> = {
  UNENCRYPTED: ['UNENCRYPTED'],
  may: ['UNENCRYPTED', 'UNPROVEN'],
  not: ['DORMANT', 'ENCRYPTED', 'NOT_CACHED', 'none'],
};

/** Where the standard says more than deployments on a fresh stage do, on purpose; or nothing of what they leave open. */
const CAUTIONS: Readonly<Record<string, (verdict: JudgedName, key: KeyDeployments) => boolean>> = {
  'rule 8: a key without effect is judged if it states caching': (verdict, { exact, effect }) =>
    exact === 'not' && effect === 'none' && verdict !== 'UNRESOLVED',
  // In another configuration it may state caching, and have the verdict of that one.
  'rule 8: a key of unknown effect has no verdict where it states no caching': (_, { exact, effect }) =>
    exact === 'may' && effect === 'unknown',
  'rule 9: of duplicates the worst of each field counts': (verdict, { exact, hasDuplicates }) =>
    exact === 'not' && hasDuplicates && verdict !== 'UNRESOLVED',
  'rules 3 and 5: neither encryption nor a TTL is inherited from a stage default': (verdict, { exact, onOlderStage }) =>
    exact === 'not' && onOlderStage !== 'not' && EXACT.may.includes(verdict),
};

const NOT_DEPLOYED = { exact: 'not', onOlderStage: 'not', hasDuplicates: false } as const;

/** Each key of the product or of a deployment, with what both say of it. */
function answersOn(template: unknown): readonly (readonly [string, JudgedName, KeyDeployments])[] {
  const verdicts = byName(judgedByProduct(template));
  const deployments = deploymentsOf(template, 'are one');
  return [...new Set([...Object.keys(verdicts), ...Object.keys(deployments)])].map((name) => {
    const effect = effectOf(name.slice(name.indexOf(' ') + 1));
    return [name, verdicts[name] ?? 'none', deployments[name] ?? { ...NOT_DEPLOYED, effect }];
  });
}

test(`by what can be deployed alone, no verdict on ${SIZE.randomRuns} random templates says too little, and 99 % are exact`, () => {
  const seen = new Map<string, number>();
  fc.assert(fc.property(readableTemplates, (template) => {
    fc.pre(!hasTooManyChoices(template, MOST_CHOICES));
    for (const [name, verdict, key] of answersOn(template)) {
      const isExact = EXACT[key.exact].includes(verdict);
      const isCautious = Object.values(CAUTIONS).some((isMeant) => isMeant(verdict, key));
      const answer = isExact || !isCautious ? `${verdict} ${key.exact}` : 'cautious';
      seen.set(answer, (seen.get(answer) ?? 0) + 1);
      // Never a false green.
      expect({ name, verdict, isTooGood: key.exact !== 'not' && !isExact && !isCautious }).toEqual({ name, verdict, isTooGood: false });
    }
  }));
  const inexact = [...seen].filter(([answer]) => !ANSWERS.includes(answer));
  expect(countOf(inexact) / countOf([...seen])).toBeLessThanOrEqual(0.01);
  // Neither is so for want of cases.
  expect([...seen.keys()]).toEqual(expect.arrayContaining(
    ['UNENCRYPTED UNENCRYPTED', 'UNENCRYPTED may', 'UNPROVEN may', 'DORMANT not', 'ENCRYPTED not', 'NOT_CACHED not'],
  ));
}, 600_000);

/** What an exact verdict and a cautious one count as. */
const ANSWERS: readonly string[] = [
  'cautious', ...Object.entries(EXACT).flatMap(([exact, verdicts]) => verdicts.map((verdict) => `${verdict} ${exact}`)),
];

function countOf(seen: readonly (readonly [string, number])[]): number {
  return seen.reduce((sum, [, count]) => sum + count, 0);
}

const W = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, CacheDataEncrypted: true };
const ORDERS = { HttpMethod: 'GET', ResourcePath: '/~1orders' };
const INERT = { HttpMethod: 'GET', ResourcePath: '/~1orders~1*', CachingEnabled: true };

test.each([
  ['rule 8: a key without effect is judged if it states caching', [INERT]],
  ['rule 8: a key of unknown effect has no verdict where it states no caching', [
    W, { ...ORDERS, HttpMethod: 'ANY', CacheDataEncrypted: false },
  ]],
  ['rule 9: of duplicates the worst of each field counts', [
    { ...ORDERS, CachingEnabled: true, CacheDataEncrypted: true }, { ...ORDERS, CachingEnabled: false, CacheDataEncrypted: false },
  ]],
  ['rules 3 and 5: neither encryption nor a TTL is inherited from a stage default', [W, { ...ORDERS, LoggingLevel: 'INFO' }]],
  ['rules 3 and 5: neither encryption nor a TTL is inherited from a stage default', [
    { ...W, CacheTtlInSeconds: 0 }, { ...ORDERS, CacheDataEncrypted: false },
  ]],
])('the caution of %s', (title, MethodSettings) => {
  const S = { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings } };
  const cautious = answersOn({ Resources: { S } }).filter(([, verdict, key]) => !EXACT[key.exact].includes(verdict));
  expect(cautious.length).toBe(1);
  expect(cautious.every(([, verdict, key]) => CAUTIONS[title](verdict, key))).toBe(true);
});
