import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** The browser at CHROMIUM_PATH, else the first of the usual names on PATH. Throws when CHROMIUM_PATH leads nowhere. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROMIUM_PATH: given, PATH: path = '' } = env;
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH is ${given}, but there is nothing.`);
  if (given) return given;
  const places = names.flatMap((name) => path.split(delimiter).map((folder) => join(folder, name)));
  return places.find((place) => existsSync(place));
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet] });
}

export interface Visit {
  page: Page;
  /** What the browser complained about: console errors, broken policies, uncaught errors, failed requests. */
  complaints: string[];
  close(): Promise<void>;
}

/** A first visit: nothing remembered. */
export async function visit(browser: Browser, url: string): Promise<Visit> {
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  return { page, complaints, close: () => context.close() };
}

/** 以谁的身份发言 */
export async function speakAs(page: Page, name: string): Promise<void> {
  await page.getByTestId('persona').fill(name);
  await page.getByRole('option', { name }).first().click();
}

export async function openChat(page: Page, name: string): Promise<void> {
  await page.locator('.chat-row').filter({ hasText: name }).click();
}

/** Types into the text box; `@name ` picks that person from the list as a reader would. */
export async function type(page: Page, text: string): Promise<void> {
  const box = page.getByTestId('composer');
  for (const [part, name] of [...text.matchAll(/@(\S+) |[^@]+/g)].map((found) => [found[0], found[1]])) {
    if (!name) {
      await box.pressSequentially(part ?? '');
      continue;
    }
    await box.pressSequentially(`@${name}`);
    await page.locator('#at-options').getByRole('option', { name }).first().click();
  }
}

/** The newest card with these words in its title. */
export function card(page: Page, title: string) {
  return page
    .locator('article.card')
    .filter({ has: page.locator('h3', { hasText: title }) })
    .last();
}
