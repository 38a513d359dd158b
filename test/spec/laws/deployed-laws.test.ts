import fc from 'fast-check';
import { judge } from '../../../src/core/judgement/judge';
import { remediateRecords } from '../../../src/core/judgement/remediate';
import { isReported } from '../../../src/core/judgement/verdict';
import { deployedCache } from '../../../src/core/stage/deployed-stage';
import { DEPLOYED_NAMES } from '../../../src/core/stage/setting-names';
import { stageListing } from '../../../src/core/stage/stage-listing';
import { applyEdits } from '../../../src/core/template-language/edit';

type Record_ = Readonly<Record<string, unknown>>;

const flag = fc.constantFrom<unknown>(true, false, 'true', 'false', null, undefined, 1, 'yes', { toString: 1 });
const record = fc.record({
  cachingEnabled: flag,
  cacheDataEncrypted: flag,
  cacheTtlInSeconds: fc.constantFrom<unknown>(undefined, 0, 300, '0'),
}, { requiredKeys: [] });
const key = fc.oneof(fc.constantFrom('*/*', '~1/GET', '~1a/GET', '~1a~1{id}/POST', 'a/GET', 'a/{id}/GET', '*/GET', '__proto__', 'GET', ''), fc.string());
const methodSettings = fc.dictionary(key, record, { maxKeys: 8 });
const listed = fc.record({ stageName: fc.string(), deploymentId: fc.string(), cacheClusterEnabled: flag, methodSettings });

/** Any JSON, with the names of listings in it. */
const name = fc.constantFrom('item', 'Results', 'QueryInfo', 'configurationItems', 'configurationItem', 'invokingEvent', 'resourceType', 'configuration',
  'resourceId', 'configurationStateId', 'stageName', 'deploymentId', 'cacheClusterEnabled', 'methodSettings', 'cachingEnabled', 'toString', '__proto__');
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<unknown>(true, 'prod', 'AWS::ApiGateway::Stage', 'ResourceDeleted', '7', 7, null, '{', '{"stageName":"prod"}'),
    fc.jsonValue(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(name, key), tie('value'), { maxKeys: 5 }),
    listed,
  ),
})).value;

const NOBODY = () => false;

test('no JSON makes it throw, and a record is unproven only if it leaves caching out', () => {
  fc.assert(fc.property(json, (value) => {
    const listing = stageListing(value);
    const keys = listing.is === 'listing' ? listing.stages.flatMap(({ stage }) => judge(stage).keys) : [];
    const silent = keys.filter(({ verdict }) => verdict === undefined || verdict === 'UNPROVEN');
    expect(silent.flatMap(({ settings }) => settings).filter(({ caching }) => caching.is !== 'absent')).toEqual([]);
  }));
});

test('a record that caches, and is not surely encrypted, is no pass where the cluster is or may be on', () => {
  fc.assert(fc.property(listed, (listedStage) => {
    const isOff = listedStage.cacheClusterEnabled === false || listedStage.cacheClusterEnabled === 'false';
    const isOn = (value: unknown) => value === true || value === 'true';
    const unencrypted = Object.entries(listedStage.methodSettings)
      .filter(([, { cachingEnabled, cacheDataEncrypted }]) => isOn(cachingEnabled) && !isOn(cacheDataEncrypted));
    const { keys } = judge(deployedCache(listedStage));
    for (const [text, { cacheTtlInSeconds }] of unencrypted) {
      const { verdict } = keys.find((found) => found.key === text)!;
      expect(isReported(verdict!)).toBe(true);
      expect(verdict === 'DORMANT').toBe(isOff || Number(cacheTtlInSeconds) === 0);
    }
  }));
});

test('a row for each record, under its own name', () => {
  fc.assert(fc.property(listed, (listedStage) => {
    expect(judge(deployedCache(listedStage)).keys.map((found) => found.key).sort()).toEqual(Object.keys(listedStage.methodSettings).sort());
  }));
});

test('the flags that are planned leave nothing to find and nothing to plan, and nothing else is touched', () => {
  fc.assert(fc.property(listed, (listedStage) => {
    const edits = remediateRecords(deployedCache(listedStage), NOBODY);
    const flags = edits.map(({ key: text }) => ({ path: [DEPLOYED_NAMES.list, text, DEPLOYED_NAMES.flag], value: true }));
    const after: Record_ = applyEdits<Record_>(listedStage, flags);
    const judgement = judge(deployedCache(after));
    expect(isReported(judgement.verdict)).toBe(false);
    expect(remediateRecords(deployedCache(after), NOBODY)).toEqual([]);
    for (const [text, before] of Object.entries(listedStage.methodSettings)) {
      const now = (after[DEPLOYED_NAMES.list] as Record<string, Record_>)[text];
      const isPlanned = edits.some((edit) => edit.key === text);
      expect(now).toEqual(isPlanned ? { ...before, [DEPLOYED_NAMES.flag]: true } : before);
    }
  }));
});

test('acknowledged findings have no plan', () => {
  fc.assert(fc.property(listed, (listedStage) => {
    expect(remediateRecords(deployedCache(listedStage), () => true)).toEqual([]);
  }));
});
