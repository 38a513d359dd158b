import { writeFileSync } from 'fs';
import { join } from 'path';
import { pathToFileURL } from 'url';
import { launch } from '../../test/e2e/browser/browser';
import { child, library } from '../child';
import { auditOfRows } from '../rows';

/** What a reader of the page waits for. */
export interface Waited {
  /** From asking for the page until its table can be filtered. */
  readonly open: readonly number[];
  /** From choosing a verdict until the table shows it. */
  readonly filter: readonly number[];
  /** From typing a word until the table shows where it is. */
  readonly search: readonly number[];
}

/** Code of the page: from an event on an element of the form until the next picture is drawn. */
const UNTIL_DRAWN = `async (name, act) => {
  const form = document.getElementById('filter');
  const shown = document.getElementById('shown');
  const before = shown.textContent;
  const start = performance.now();
  act(form.elements);
  form.dispatchEvent(new Event('input', { bubbles: true }));
  while (shown.textContent === before) await new Promise((done) => setTimeout(done, 1));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}`;

interface Reading {
  readonly folder: string;
  readonly rounds: number;
}

child(async ({ folder, rounds }: Reading): Promise<Waited> => {
  const file = join(folder, 'page.html');
  writeFileSync(file, auditOfRows(library()).toHtml());
  const browser = await launch();
  const waited = { open: [] as number[], filter: [] as number[], search: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: true })).newPage();
    const start = Date.now();
    await page.goto(pathToFileURL(file).href);
    await page.locator('#shown', { hasText: 'all 10000 rows' }).waitFor();
    waited.open.push(Date.now() - start);
    waited.filter.push(await page.evaluate<number>(`(${UNTIL_DRAWN})('verdict', (fields) => { fields.verdict[0].checked = false; })`));
    await page.evaluate(`(${UNTIL_DRAWN})('verdict', (fields) => { fields.verdict[0].checked = true; })`);
    waited.search.push(await page.evaluate<number>(`(${UNTIL_DRAWN})('text', (fields) => { fields.text.value = 'Resource1234'; })`));
    await page.context().close();
  }
  await browser.close();
  return waited;
});
