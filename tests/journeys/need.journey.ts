import { expect, it } from 'vitest';
import { newPerson, signIn } from './browser';
import { startProduct } from './product';

const product = await startProduct();

it('a brand posts a need and reads who can make it, and why', async () => {
  const { page, errors } = await newPerson(product.url);
  await signIn(page, 'marque@demo.rouage.example');
  await page.goto('/besoins/nouveau');
  await page.getByLabel('Cadrans', { exact: true }).check();
  await page.getByRole('button', { name: 'Commencer' }).click();

  // Published too early: each fault at its field, what was typed kept.
  await page.getByLabel(/^Intitulé/).fill('Cadran soleillé bleu 36,5');
  await page.getByLabel(/^diamètre/i).fill('grand');
  await page.getByRole('button', { name: /^Publier/ }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toMatch(/rien n’est perdu/);
  expect(await page.getByLabel(/^Intitulé/).inputValue()).toBe('Cadran soleillé bleu 36,5');
  expect(errors.splice(0)).toEqual([expect.stringContaining('400')]); // the refusal itself, and nothing else

  await page.getByLabel('cadran', { exact: true }).check();
  await page.getByLabel('soleillage', { exact: true }).check();
  await page.getByLabel(/^diamètre/i).fill('36,5');
  await page.getByLabel(/^Série/).fill('300');
  await page.getByLabel(/^Prix unitaire visé/).fill('45,50');
  await page.getByRole('button', { name: /^Publier/ }).click();
  await page.waitForURL(/\/besoins\/[0-9a-f-]{36}$/);

  // The next page fills itself: makers, closest first, each with its reasons.
  const first = page.getByRole('listitem').filter({ hasText: 'n° 1' }).first();
  await first.waitFor();
  const text = await first.innerText();
  expect(text).toMatch(/convient/);
  expect(text).toMatch(/Diamètre\s: il faut 36,5\s*mm/);
  expect(await page.getByText(/45,50/).count()).toBeGreaterThan(0);

  // The same address says nothing to anybody else.
  const stranger = await newPerson(product.url);
  const answer = await stranger.page.goto(page.url());
  expect(answer?.status()).toBe(404);
  expect(await stranger.page.content()).not.toMatch(/Cadran soleillé bleu|45,50/);
  expect(errors).toEqual([]);
});

it('posts without JavaScript, in English', async () => {
  const { page } = await newPerson(product.url, { javaScriptEnabled: false, locale: 'en-GB' });
  await page.goto('/connexion');
  await page.getByLabel(/mail address/i).fill('marque@demo.rouage.example');
  await page.getByLabel(/password/i).fill('rouage-demo');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.goto('/besoins/nouveau');
  await page.locator('input[name=family][value=VER]').check();
  await page.getByRole('main').locator('button[type=submit]').last().click();
  await page.locator('input[name=title]').fill('Flat sapphire crystals');
  await page.locator('input[name=leaves][value="ver/verre-saphir-plat"]').check();
  await page.getByRole('main').locator('button.button-primary').click();
  await page.waitForURL(/\/besoins\/[0-9a-f-]{36}$/);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Flat sapphire crystals');
});
