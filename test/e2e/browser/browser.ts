import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pathToFileURL } from 'url';
import { Browser, BrowserContextOptions, chromium, Page } from 'playwright-core';
import { CHROMIUM_REMEDY, findChromium } from './chromium';

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function launch(): Promise<Browser> {
  const found = findChromium();
  if (found.is === 'missing') {
    throw new Error(`Chromium is missing: ${found.fault}; ${CHROMIUM_REMEDY}`);
  }
  return chromium.launch({ executablePath: found.path, args: QUIET });
}

/** A page as a browser shows it, with everything that went wrong there. */
export interface Opened {
  readonly page: Page;
  /** Errors of scripts, violations of the policy, requests for anything but the page. */
  readonly wrong: readonly string[];
}

/** Opens a document from a file, as somebody does who was sent it. */
export async function open(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-page-'));
  const file = join(folder, 'page.html');
  writeFileSync(file, html);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong: string[] = [];
  const url = pathToFileURL(file).href;
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => wrong.push(`${message.type()}: ${message.text()}`));
  page.on('request', (request) => request.url() === url || wrong.push(`request: ${request.url()}`));
  page.on('close', () => rmSync(folder, { recursive: true, force: true }));
  await page.goto(url);
  return { page, wrong };
}
