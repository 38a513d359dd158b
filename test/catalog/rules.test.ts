import { RULE_NAMES, ruleFor, ruleId, RULES } from '../../src/catalog/rules';
import { isViolating, VERDICTS } from '../../src/core/verdict';

test('every violating verdict has one rule, and no other verdict has any', () => {
  expect(VERDICTS.filter((verdict) => ruleFor(verdict) !== undefined)).toEqual(VERDICTS.filter(isViolating));
  expect(new Set(VERDICTS.map(ruleFor)).size).toBe(VERDICTS.filter(isViolating).length + 1);
});

test('only an unencrypted cache is an error', () => {
  expect(RULE_NAMES.filter((name) => RULES[name].severity === 'error')).toEqual([ruleFor('UNENCRYPTED')]);
});

test('ids are promises', () => {
  expect(RULE_NAMES.map(ruleId)).toEqual([
    'ApiCache-CacheDataEncrypted',
    'ApiCache-CacheEncryptionReadable',
    'ApiCache-CacheEncryptionExplicit',
    'ApiCache-DormantCacheEncrypted',
    'ApiCache-MethodSettingKeyEffective',
  ]);
});
