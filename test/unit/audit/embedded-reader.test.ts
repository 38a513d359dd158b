import { mkdirSync } from 'fs';
import { join } from 'path';
import { EMBEDDED_READER, EMBEDDED_TEXT_READER, fileAt } from '../../../src/audit/embedded-reader';
import { folderWith } from '../../support/command';

const HASH = 'b4c66c0041b7acca8cfa59418a17c6de5e5fd9b32af597a64c3752e52ff47a81';
const OTHER = HASH.replace('b', 'c');
const URL = { 'Fn::Sub': `https://s3.\${AWS::Region}.\${AWS::URLSuffix}/cdk-assets/${HASH}.json` };
const LEGACY = { 'Fn::Join': ['', ['https://s3/', { Ref: `AssetParameters${HASH}S3Bucket8CC7B8C2` }]] };

const manifest = (path: string, hash = HASH) => JSON.stringify({ files: { [hash]: { source: { path, packaging: 'file' } } } });

describe('the file of an asset', () => {
  test.each<[string, Record<string, string>, string | undefined, string?]>([
    ['beside the template', { [`asset.${HASH}.json`]: '{}' }, `asset.${HASH}.json`],
    ['in YAML', { [`asset.${HASH}.yaml`]: '' }, `asset.${HASH}.yaml`],
    ['without an ending', { [`asset.${HASH}`]: '' }, `asset.${HASH}`],
    ['beside the assembly of a CDK stage', { [`asset.${HASH}.json`]: '{}' }, `asset.${HASH}.json`, 'assembly-Prod/assembly-Inner/Shop.template.json'],
    ['not beside any other folder', { [`asset.${HASH}.json`]: '{}' }, undefined, 'Prod/Shop.template.json'],
    ['by the manifest of the stack', { 'Shop.assets.json': manifest('nested.json'), 'nested.json': '{}' }, 'nested.json'],
    ['by the manifest of another stack', { 'Shop.assets.json': manifest('nested.json', OTHER), 'Main.assets.json': manifest('nested.json'), 'nested.json': '{}' }, 'nested.json'],
    ['that the manifest names and nobody has', { 'Shop.assets.json': manifest('nested.json') }, undefined],
    ['by a manifest that is none', { 'Shop.assets.json': `{ "${HASH}"` }, undefined],
    ['by a manifest without a path', { 'Shop.assets.json': JSON.stringify({ files: { [HASH]: { source: {} } } }) }, undefined],
    ['that is nowhere', {}, undefined],
  ])('%s', (_, files, expected, template = 'Shop.template.json') => {
    const folder = folderWith(files);
    const file = expected && join(folder, expected);
    expect([URL, LEGACY].map((location) => fileAt(location, join(folder, template)))).toEqual([file, file]);
  });

  test('is a file', () => {
    const folder = folderWith();
    mkdirSync(join(folder, `asset.${HASH}.json`));
    expect(fileAt(URL, join(folder, 'Shop.template.json'))).toBeUndefined();
  });
});

describe('a local path', () => {
  const folder = folderWith({ 'inner/a.yaml': '', 'a.txt': '' });

  test.each<[unknown, string | undefined]>([
    ['inner/a.yaml', 'inner/a.yaml'],
    ['./inner/a.yaml', 'inner/a.yaml'],
    ['inner/b.yaml', undefined],
    ['a.txt', undefined],
    ['https://example.com/inner/a.yaml', undefined],
    ['s3://inner/a.yaml', undefined],
    [{ Ref: 'Url' }, undefined],
    [7, undefined],
  ])('%j', (location, expected) => {
    expect(fileAt(location, join(folder, 'main.yaml'))).toBe(expected && join(folder, expected));
  });
});

test('opens what is there, from a file alone', () => {
  const folder = folderWith({ 'a.json': '{}' });
  expect(EMBEDDED_READER.open('a.json', join(folder, 'main.json'))).toEqual({ file: join(folder, 'a.json'), text: '{}' });
  expect(EMBEDDED_READER.open('b.json', join(folder, 'main.json'))).toBeUndefined();
  expect(EMBEDDED_READER.open('a.json', undefined)).toBeUndefined();
  expect(EMBEDDED_TEXT_READER.open('a.json', join(folder, 'main.json'))).toBeUndefined();
});

test.each([
  ['{"a":1}', { is: 'read', value: { a: 1 } }],
  ['a: !Ref B', { is: 'read', value: { a: { Ref: 'B' } } }],
  ['{"a":Gap0Z,"b":[Gap1Z]}', { is: 'read', value: { a: 'Gap0Z', b: ['Gap1Z'] } }],
  ['a: [', { is: 'unreadable' }],
])('reads %s', (text, expected) => {
  expect(EMBEDDED_READER.parse(text)).toMatchObject(expected);
});
