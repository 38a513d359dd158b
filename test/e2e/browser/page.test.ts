import { readFileSync } from 'fs';
import type { Browser, Page } from 'playwright-core';
import { launch, open, Opened } from './browser';
import { CHROMIUM_REMEDY, findChromium } from './chromium';
import { ApiCacheAuditStatus, ApiCacheVerdict } from '../../../src';
import { describeWith } from '../../support/needs';
import { auditOf, HOSTILE, hostile, row } from '../../support/rows';

const { UNENCRYPTED, UNRESOLVED, ENCRYPTED } = ApiCacheVerdict;
const { NON_COMPLIANT, UNKNOWN, FIXED, COMPLIANT, ACKNOWLEDGED: ACKNOWLEDGED } = ApiCacheAuditStatus;

const fine = { ruleId: undefined, fix: undefined, verdict: ENCRYPTED, message: 'method setting is compliant' } as const;
const ROWS = [
  row({ status: NON_COMPLIANT, verdict: UNENCRYPTED, stackName: 'Shop', methodKey: '*/*' }),
  row({ status: UNKNOWN, verdict: UNRESOLVED, stackName: 'Shop', stated: '{"Ref":"Encrypt"}' }),
  row({ ...fine, status: FIXED, verdictBefore: UNENCRYPTED, statedBefore: 'false', stated: 'true', stackName: 'Shop' }),
  row({ ...fine, status: COMPLIANT, stackName: 'Archive', stated: 'true' }),
  row({ status: ACKNOWLEDGED, stackName: 'Archive', acknowledgment: { id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'public data', constructPath: '' } }),
];
const PAGE = auditOf(...ROWS).toHtml();
const HOSTILE_PAGE = auditOf(...Object.values(HOSTILE).map(hostile)).toHtml();
const SCREENS = [360, 390, 1280].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })));

const CHROMIUM = findChromium();

describeWith('in Chromium', CHROMIUM.is === 'missing' ? `${CHROMIUM.fault}; ${CHROMIUM_REMEDY}` : undefined, () => {
  let browser: Browser;
  let opened: Opened;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  afterAll(() => browser.close());
  afterEach(async () => {
    expect(opened.wrong).toEqual([]);
    await opened.page.close();
  });

  const show = async (html: string, options = {}): Promise<Page> => {
    opened = await open(browser, html, options);
    return opened.page;
  };
  const rows = (page: Page) => page.locator('#rows > [role=row]:visible');
  const shown = async (page: Page, text: string) => {
    await page.locator('#shown', { hasText: text }).waitFor({ timeout: 5000 });
    return rows(page).count();
  };

  test('all rows are there at first', async () => {
    const page = await show(PAGE);
    expect(await shown(page, 'all 5 rows')).toBe(5);
  });

  test('verdicts are filtered', async () => {
    const page = await show(PAGE);
    await page.getByRole('checkbox', { name: 'UNENCRYPTED' }).uncheck();
    expect(await shown(page, '3 of 5 rows')).toBe(3);
    await page.getByRole('checkbox', { name: /^ENCRYPTED/ }).uncheck();
    expect(await shown(page, '1 of 5 rows')).toBe(1);
    expect(await rows(page).first().textContent()).toContain('{"Ref":"Encrypt"}');
  });

  test('stacks, status and text are filtered together, and reset', async () => {
    const page = await show(PAGE);
    await page.getByLabel('Stack').selectOption({ label: 'Shop (3)' });
    expect(await shown(page, '3 of 5 rows')).toBe(3);
    await page.getByLabel('Status').selectOption({ label: 'Fixed (1)' });
    expect(await shown(page, '1 of 5 rows')).toBe(1);
    await page.getByLabel('Status').selectOption({ label: 'every status' });
    await page.getByLabel('Search').fill(' {"REF"');
    expect(await shown(page, '1 of 5 rows')).toBe(1);
    await page.getByLabel('Search').fill('nothing has this');
    expect(await shown(page, '0 of 5 rows')).toBe(0);
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await shown(page, 'all 5 rows')).toBe(5);
  });

  test('the keyboard is enough', async () => {
    const page = await show(PAGE);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await shown(page, '3 of 5 rows')).toBe(3);
  });

  test('a row says what was and what is, its acknowledgment, and where it is', async () => {
    const page = await show(PAGE);
    expect(await rows(page).nth(3).innerText()).toMatch(/Fixed\s+ENCRYPTED\s+was UNENCRYPTED[^]*true\s+was false/);
    expect(await rows(page).nth(2).innerText()).toContain('Acknowledged as ApiCache::ApiCache-CacheDataEncrypted at the app: public data');
    expect(await rows(page).nth(0).innerText()).toContain('lib/shop-stack.ts:11');
  });

  test('without scripts everything is there, and nothing that does not work', async () => {
    const page = await show(PAGE, { javaScriptEnabled: false });
    expect(await rows(page).count()).toBe(5);
    expect(await page.locator('form').isVisible()).toBe(false);
  });

  test('on paper everything is there, in dark ink on white', async () => {
    const page = await show(PAGE, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('form').isVisible()).toBe(false);
    expect(await rows(page).count()).toBe(5);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  });

  test('on paper the head of the rows is repeated on each page, and a quotation mark is straight', async () => {
    const page = await show(PAGE);
    const styleOf = (selector: string) => page.evaluate<string[]>(`(({ display, breakInside, quotes }) => [display, breakInside, quotes])(getComputedStyle(document.querySelector("${selector}")))`);
    expect((await styleOf('q'))[2]).toBe('"\\"" "\\""');
    await page.emulateMedia({ media: 'print' });
    expect((await styleOf('.rows'))[0]).toBe('table');
    expect((await styleOf('.head')).slice(0, 2)).toEqual(['table-header-group', 'avoid']);
    expect((await styleOf('#rows > .row')).slice(0, 2)).toEqual(['table-row', 'avoid']);
  });

  test('of many rows those out of sight are not laid out, but printed', async () => {
    const page = await show(auditOf(...Array.from({ length: 501 }, () => ROWS[0])).toHtml());
    const visibility = () => page.evaluate('getComputedStyle(document.querySelector("#rows > .row")).contentVisibility');
    expect(await visibility()).toBe('auto');
    expect(await shown(page, 'all 501 rows')).toBe(501);
    await page.emulateMedia({ media: 'print' });
    expect(await visibility()).toBe('visible');
  });

  describe.each(SCREENS)('$width px wide, $colorScheme', ({ width, colorScheme }) => {
    const screen = { viewport: { width, height: 800 }, colorScheme };

    test.each([['a common page', PAGE], ['hostile names', HOSTILE_PAGE], ['no row', auditOf().toHtml()]])('%s: nothing overflows', async (_, html) => {
      const page = await show(html, screen);
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect(wide).toBeLessThanOrEqual(width);
      const cut = await page.evaluate('[...document.querySelectorAll("#rows [role=cell]")].filter((one) => one.scrollWidth > one.clientWidth + 1).length');
      expect(cut).toBe(0);
      const covered = await page.evaluate('[...document.querySelectorAll(".legend .label")].filter((label) => label.getBoundingClientRect().right > label.parentElement.nextElementSibling.getBoundingClientRect().left).length');
      expect(covered).toBe(0);
    });

    test.each([['a common page', PAGE], ['hostile names', HOSTILE_PAGE]])('%s: axe has nothing to say', async (_, html) => {
      const page = await show(html, { ...screen, bypassCSP: true });
      await page.addScriptTag({ content: readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') });
      const violations = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))');
      expect(violations).toEqual([]);
    });
  });

  test('hostile names are shown as they are', async () => {
    const page = await show(HOSTILE_PAGE);
    expect(await page.title()).toMatch(/^API cache encryption: responses are cached unencrypted/);
    expect(await rows(page).count()).toBe(Object.keys(HOSTILE).length);
    const texts = await page.evaluate<string[]>('[...document.querySelectorAll("#rows > .row")].map((one) => one.querySelectorAll("[role=cell]")[2].querySelector(".id").textContent)');
    // What HTML cannot hold: half a character, a null, a carriage return.
    const held = (text: string) => text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/\0/g, '').replace(/\r\n?/g, '\n');
    expect(texts).toEqual(Object.values(HOSTILE).map(held));
  });

  test('right-to-left names leave the order of everything else', async () => {
    const page = await show(auditOf(hostile(HOSTILE['right-to-left text'])).toHtml());
    const isolated = await page.evaluate('[...document.querySelectorAll("#rows bdi")].every((one) => getComputedStyle(one).unicodeBidi === "isolate")');
    expect(isolated).toBe(true);
  });
});
