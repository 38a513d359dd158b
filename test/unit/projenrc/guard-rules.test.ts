import { readFileSync } from 'fs';
import { join } from 'path';
import { GUARD_FILE } from '../../../projenrc/guard-rules';
import { ApiCacheControl, ApiCacheGuardRules } from '../../../src';
import { DIFFERENCES } from '../../spec/guard/differences';
import { ROOT } from '../../support/paths';

const TEXTS = {
  templates: ApiCacheGuardRules.forTemplates(),
  ...Object.fromEntries(Object.values(ApiCacheControl).map((control) => [control, ApiCacheGuardRules.forConfigurationItems(control)])),
};

test('the file that is shipped is as rendered from the catalogue', () => {
  expect(readFileSync(GUARD_FILE, 'utf8')).toBe(TEXTS.templates);
});

test.each(Object.entries(TEXTS))('%s: nothing but ASCII and no white space at the end of a line', (_, text) => {
  expect(text).toMatch(/^[\n -~]*$/);
  expect(text).not.toMatch(/ $/m);
});

test.each(Object.values(ApiCacheControl))('%s: AWS Config takes 10,000 characters', (control) => {
  expect(ApiCacheGuardRules.forConfigurationItems(control).length).toBeLessThan(5_000);
});

test('the page has every reason for a difference, and how often there is one', () => {
  const page = readFileSync(join(ROOT, 'docs', 'reference', 'guard.md'), 'utf8');
  const rows = Array.from(page.matchAll(/^\| (.*) \| (\d+) \|$/gm), ([, reason, count]) => [reason, Number(count)]);
  expect(rows).toEqual(Object.entries(DIFFERENCES).map(([reason, names]) => [reason, names.length]));
});
