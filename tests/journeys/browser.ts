import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';

let browser: Browser | undefined;

async function openBrowser(): Promise<Browser> {
  if (browser) return browser;
  const executablePath = process.env['TEST_CHROMIUM'] ?? '/usr/bin/chromium';
  browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  afterAll(async () => {
    await browser?.close();
    browser = undefined;
  });
  return browser;
}

export interface PersonOptions {
  locale?: string;
  javaScriptEnabled?: boolean;
  viewport?: { width: number; height: number };
}

/** A person at a browser of its own: no cookie is shared with another one. */
export async function newPerson(
  url: string,
  options: PersonOptions = {},
): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await (await openBrowser()).newContext({ baseURL: url, locale: 'fr-FR', ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  // What the console complains of (a refused script, a failed hydration) fails the journey that reads it.
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { context, page, errors };
}

/** Signs in with a demo login (or any other) and waits until it is done. */
export async function signIn(page: Page, email: string, password = 'rouage-demo'): Promise<void> {
  await page.goto('/connexion');
  await page.getByLabel(/adresse/i).fill(email);
  await page.getByLabel(/mot de passe/i).fill(password);
  await page
    .getByRole('main')
    .getByRole('button', { name: /se connecter|connexion/i })
    .click();
  await page.waitForURL((address) => !address.pathname.startsWith('/connexion'));
}
