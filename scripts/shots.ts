import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { readDemoLogins } from './demo-data';
import { projectFolder } from './embedded/data-folder';
import { PlainFailure, runMain, tell } from './tell';

/**
 * `npm run shots -- --url http://127.0.0.1:3000`: a contact sheet of every page of a running site with the demo data,
 * in `shots/` (which git ignores): desktop, 390 px, dark, English; as a visitor and as each demo login.
 */

const looks = [
  { name: 'bureau', viewport: { width: 1280, height: 860 }, colorScheme: 'light', locale: 'fr-FR' },
  { name: 'mobile', viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'fr-FR' },
  { name: 'sombre', viewport: { width: 1280, height: 860 }, colorScheme: 'dark', locale: 'fr-FR' },
  { name: 'anglais', viewport: { width: 1280, height: 860 }, colorScheme: 'light', locale: 'en-GB' },
] as const;

type Look = (typeof looks)[number];

/** A page to see: where it is, or where its address is found (the first link of that kind on another page). */
interface Sight {
  name: string;
  at: string;
  /** Follow the first link whose path matches, e.g. from the list of makers to one of them. */
  follow?: RegExp;
}

const visitorSights: readonly Sight[] = [
  { name: 'accueil', at: '/' },
  { name: 'savoir-faire', at: '/savoir-faire' },
  { name: 'recherche', at: '/savoir-faire?q=cadran+soleillé' },
  { name: 'recherche-vide', at: '/savoir-faire?q=zzzzzzzz' },
  { name: 'fabricants', at: '/fabricants' },
  { name: 'fabricant', at: '/fabricants', follow: /^\/fabricants\/[^/]+$/ },
  { name: 'achats-groupes', at: '/achats-groupes' },
  { name: 'achat-groupe', at: '/achats-groupes', follow: /^\/achats-groupes\/[^/]+$/ },
  { name: 'connexion', at: '/connexion' },
  { name: 'inscription', at: '/inscription' },
  { name: 'introuvable', at: '/cette-page-n-existe-pas' },
  { name: 'composants', at: '/dev/ui' },
];

const memberSights: readonly Sight[] = [
  { name: 'accueil', at: '/' },
  { name: 'besoins', at: '/besoins' },
  { name: 'besoin', at: '/besoins', follow: /^\/besoins\/(?!nouveau|brouillons)[^/]+$/ },
  { name: 'nouveau-besoin', at: '/besoins/nouveau' },
  { name: 'achat-groupe', at: '/achats-groupes', follow: /^\/achats-groupes\/[^/]+$/ },
  { name: 'notifications', at: '/notifications' },
  { name: 'membres', at: '/organisation/membres' },
];

interface Person {
  name: string;
  login: { email: string; password: string } | null;
  sights: readonly Sight[];
}

interface Shot {
  person: string;
  sight: string;
  look: string;
  file: string;
  status: number;
}

async function goTo(page: Page, sight: Sight): Promise<number | null> {
  const response = await page.goto(sight.at, { waitUntil: 'load' });
  if (!sight.follow) return response?.status() ?? 0;
  const { follow } = sight;
  const addresses = await page
    .locator('main a[href]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const found = addresses.find((address) => follow.test(address.split('?')[0] ?? ''));
  if (found === undefined) return null;
  return (await page.goto(found, { waitUntil: 'load' }))?.status() ?? 0;
}

async function signIn(context: BrowserContext, login: NonNullable<Person['login']>): Promise<void> {
  const page = await context.newPage();
  await page.goto('/connexion');
  const form = page.locator('main form').first();
  await form.locator('input[type=email], input[name=email]').first().fill(login.email);
  await form.locator('input[type=password]').fill(login.password);
  await form.locator('button[type=submit]').first().click();
  await page.waitForURL((address) => !address.pathname.startsWith('/connexion'), { timeout: 10_000 });
  await page.close();
}

async function shoot(
  browser: Browser,
  url: string,
  folder: string,
  person: Person,
  look: Look,
): Promise<Shot[]> {
  const { name, ...device } = look;
  const phone = device.viewport.width < 500;
  const context = await browser.newContext({
    baseURL: url,
    reducedMotion: 'reduce',
    hasTouch: phone,
    isMobile: phone,
    ...device,
  });
  const shots: Shot[] = [];
  try {
    if (person.login) await signIn(context, person.login);
    // a person's own language comes before the browser's; the choice made on the browser comes before both
    await context.addCookies([{ name: 'rouage_locale', value: device.locale.slice(0, 2), url }]);
    const page = await context.newPage();
    for (const sight of person.sights) {
      const status = await goTo(page, sight);
      if (status === null) continue;
      await page.evaluate(() => document.fonts.ready);
      const file = `${person.name}-${sight.name}-${name}.png`;
      await page.screenshot({ path: path.join(folder, file), fullPage: true });
      shots.push({ person: person.name, sight: sight.name, look: name, file, status });
    }
  } finally {
    await context.close();
  }
  return shots;
}

function titleOf(shot: Shot): string {
  return `${shot.person} · ${shot.sight}`;
}

/** One line a page, one column a look. */
function contactSheet(shots: readonly Shot[]): string {
  const titles = [...new Set(shots.map(titleOf))];
  const lines = titles.map((title) => [title, shots.filter((shot) => titleOf(shot) === title)] as const);
  const body = lines.map(([title, row]) => {
    const figures = row.map(
      ({ file, look, status }) =>
        `<figure><a href="${file}"><img src="${file}" loading="lazy" alt=""></a><figcaption>${look} · ${status}</figcaption></figure>`,
    );
    return `<h2>${title}</h2><div>${figures.join('')}</div>`;
  });
  const style =
    'body{font:16px sans-serif;margin:2rem}div{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem}' +
    'figure{margin:0}img{width:100%;height:26rem;object-fit:cover;object-position:top;border:1px solid #ccc}';
  return `<!doctype html><meta charset="utf-8"><title>Rouage</title><style>${style}</style>${body.join('\n')}\n`;
}

await runMain(async () => {
  const { values } = parseArgs({ options: { url: { type: 'string' }, only: { type: 'string' } } });
  if (!values.url || !URL.canParse(values.url))
    throw new PlainFailure({
      fr: 'Il faut l’adresse d’un site qui tourne : npm run shots -- --url http://127.0.0.1:3000',
      en: 'The address of a running site is needed: npm run shots -- --url http://127.0.0.1:3000',
    });
  const url = new URL(values.url).origin;
  const folder = path.join(projectFolder(), 'shots');
  fs.mkdirSync(folder, { recursive: true });
  const members = readDemoLogins().map(({ email, password }) => {
    return { name: email.split('@')[0] ?? email, login: { email, password }, sights: memberSights };
  });
  const people: Person[] = [{ name: 'visiteur', login: null, sights: visitorSights }, ...members];
  const chosen = people.filter((person) => values.only === undefined || person.name === values.only);
  const browser = await chromium.launch({
    executablePath: process.env['TEST_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const shots: Shot[] = [];
  try {
    for (const person of chosen)
      for (const look of looks) {
        tell(`→ ${person.name}, ${look.name}`, `${person.name}, ${look.name}`);
        shots.push(...(await shoot(browser, url, folder, person, look)));
      }
  } finally {
    await browser.close();
  }
  const sheet = path.join(folder, 'index.html');
  fs.writeFileSync(sheet, contactSheet(shots));
  tell(`${shots.length} vues : ${sheet}`, `${shots.length} shots`);
});
