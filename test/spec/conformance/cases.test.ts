import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { ApiCacheAudit, EncryptApiCache } from '../../../src';
import { readTemplateFile, TemplateFile } from '../../../src/template-text/template-file';
import { testApp } from '../../support/app';
import { fixture } from '../../support/paths';

/** Templates reduced from public reports; each stands for a kind. */
const fileOf = (name: string) => fixture(join('templates', `${name}.yaml`));
const templateOf = (name: string) => (readTemplateFile(readFileSync(fileOf(name), 'utf8')) as TemplateFile).template;
const rowsOf = (name: string) => ApiCacheAudit.ofTemplate(templateOf(name)).rows;
const said = (name: string) => rowsOf(name).map(({ logicalId, methodKey, verdict, ruleId, when }) =>
  [logicalId, methodKey, ruleId?.replace('ApiCache-', '') ?? verdict, ...when === undefined ? [] : ['when', when]].join(' '));

test.each<[string, string[]]>([
  ['map-name-by-ref', ['Prod */* CacheDataEncrypted when condition Cache is true']],
  ['map-by-region-one-unencrypted', ['Prod */* CacheDataEncrypted when parameter AWS::Region is "eu-west-1"']],
  ['map-by-region-caches-nowhere', ['Prod */* NOT_CACHED']],
  ['foreach-conditions', ['Stage */* ENCRYPTED', 'S${R}${E} ~1o/GET CacheDataEncrypted']],
  ['empty-segments', [
    'Stage ~1~1v1~1configuration/GET ENCRYPTED', 'Stage ~1~1v1~1configuration/GET MethodSettingKeyEffective',
    'Stage ~1admin~1/GET ENCRYPTED', 'Stage ~1admin~1/GET MethodSettingKeyEffective',
    'Stage ~1a~1~1b/GET ENCRYPTED', 'Stage ~1a~1~1b/GET MethodSettingKeyEffective',
    'Stage ~1a~0b/GET ENCRYPTED',
    'Stage ~1a~b/GET ENCRYPTED', 'Stage ~1a~b/GET MethodSettingKeyEffective',
    'Stage ~1a/get ENCRYPTED', 'Stage ~1a/get MethodSettingKeyEffective',
  ]],
  ['unencoded-paths', [
    'Stage content/GET ENCRYPTED', 'Stage content/GET MethodSettingKeyEffective',
    'Stage content/{language}/GET ENCRYPTED', 'Stage content/{language}/GET MethodSettingKeyEffective',
  ]],
  ['settings-as-map', ['Stage MethodSettings CacheEncryptionReadable']],
  ['equal-after-fix', ['S */* CacheEncryptionExplicit', 'S */* MethodSettingKeyEffective']],
])('%s', (name, expected) => {
  expect(said(name)).toEqual(expected);
});

test('a contested key is not documented, another one has no effect', () => {
  const messages = rowsOf('unencoded-paths').flatMap(({ ruleId, message }) => ruleId === undefined ? [] : [message]);
  expect(messages).toEqual([expect.stringContaining('has an undocumented effect'), expect.stringContaining('has no reliable effect')]);
});

test('a map has to be a list', () => {
  expect(rowsOf('settings-as-map')[0].message).toContain('must be a list');
});

test.each(['map-name-by-ref', 'map-by-region-one-unencrypted', 'equal-after-fix'])('%s is encrypted where an app includes it', (name) => {
  const app: App = testApp();
  new CfnInclude(new Stack(app, 'Shop'), 'Included', { templateFile: fileOf(name) });
  app.with(new EncryptApiCache());
  expect(ApiCacheAudit.ofTemplate(app.synth().getStackByName('Shop').template).verdict).toBe('ENCRYPTED');
});
