import { existsSync } from 'fs';
import { join } from 'path';
import { documentationPage } from '../../../src/wording/documentation';
import { command, folderWith } from '../../support/command';
import { ROOT } from '../../support/paths';

const REPOSITORY = 'https://github.com/cdkencryptapicache/cdk-encrypt-api-cache';

test('a release links to its own pages', () => {
  expect(documentationPage('guide/check.md', '1.2.3')).toBe(`${REPOSITORY}/blob/v1.2.3/docs/guide/check.md`);
});

test('what is not released has no tag, and links to the newest pages', () => {
  expect(documentationPage('guide/check.md', '0.0.0')).toBe(`${REPOSITORY}/blob/main/docs/guide/check.md`);
});

test('the page that the help of the command line names is there', () => {
  const { stdout } = command(folderWith(), ['--help']);
  const [url, page] = /https:\S+\/blob\/[^/]+\/(docs\/\S+)/.exec(stdout)!;
  expect(url).toBe(documentationPage(page.replace('docs/', '')));
  expect(existsSync(join(ROOT, page))).toBe(true);
});
