import { readFileSync } from 'fs';
import { join } from 'path';
import { RULE_NAMES, ruleFor, ruleId, RULES, ruleStem } from '../../../src/catalog/rules';
import { isReported, VERDICTS } from '../../../src/core/judgement/verdict';
import { ApiCacheEncryptionChecks, ApiCacheRules } from '../../../src/index';
import { ROOT } from '../../support/paths';

const API = readFileSync(join(ROOT, 'API.md'), 'utf8');

test('every violating verdict has one rule, and no other verdict has any', () => {
  expect(VERDICTS.filter((verdict) => ruleFor(verdict) !== undefined)).toEqual(VERDICTS.filter(isReported));
  expect(new Set(VERDICTS.map(ruleFor)).size).toBe(VERDICTS.filter(isReported).length + 1);
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

test('files of a rule share one stem', () => {
  expect(RULE_NAMES.map(ruleStem)).toEqual([
    'cache-data-encrypted', 'cache-encryption-readable', 'cache-encryption-explicit', 'dormant-cache-encrypted', 'method-setting-key-effective',
  ]);
});

test('the rules that CDK is told of are those of the catalogue', () => {
  expect(new ApiCacheEncryptionChecks().ruleIds).toEqual(RULE_NAMES.map(ruleId));
});

test('there is a function for each rule, and none besides', () => {
  const functions = Object.getOwnPropertyNames(ApiCacheRules).filter((name) => typeof (ApiCacheRules as never)[name] === 'function');
  expect(functions.sort()).toEqual(RULE_NAMES.map((name) => name[0].toLowerCase() + name.slice(1)).sort());
});

test.each(RULE_NAMES)('API.md knows %s: as a name for severities and as a function', (name) => {
  const [, options] = /^### ApiCacheEncryptionChecksProps (.*?)^### /ms.exec(API)!;
  expect(options).toContain(`\`${name}\``);
  expect(API).toContain(`ApiCacheRules.${name[0].toLowerCase()}${name.slice(1)}(`);
});

test.each(RULE_NAMES)('%s has its words: whole sentences for reason and fix, a clause for the others', (name) => {
  const { title, says, reason, fix } = RULES[name];
  [reason, fix].forEach((text) => expect(text).toMatch(/^[A-Z].*\.$/));
  [title, says].forEach((text) => expect(text).toMatch(/^[a-z].*[^.]$/));
});
