import { expect, it } from 'vitest';
import { newPerson, signIn } from './browser';
import { startProduct } from './product';

const product = await startProduct();

it('a maker is found by a misspelt word, told of a need that matches, and reads its notice', async () => {
  // Found: a visitor types, results follow, the maker's page opens.
  const visitor = await newPerson(product.url);
  await visitor.page.goto('/');
  await visitor.page
    .getByRole('main')
    .getByRole('textbox')
    .or(visitor.page.getByRole('searchbox'))
    .first()
    .fill('cadran soleilé');
  await visitor.page.keyboard.press('Enter');
  await visitor.page.waitForURL(/\/savoir-faire\?/);
  await visitor.page.getByRole('link', { name: 'Les Cadraniers du Dessoubre' }).first().click();
  await visitor.page.getByRole('heading', { level: 1, name: 'Les Cadraniers du Dessoubre' }).waitFor();

  // Told: the maker watches its page while a brand posts what it makes.
  const maker = await newPerson(product.url);
  await signIn(maker.page, 'fabricant@demo.rouage.example');
  await maker.page.goto('/notifications');

  const brand = await newPerson(product.url);
  await signIn(brand.page, 'marque@demo.rouage.example');
  await brand.page.goto('/besoins/nouveau');
  await brand.page.getByLabel('Cadrans', { exact: true }).check();
  await brand.page.getByRole('button', { name: 'Commencer' }).click();
  await brand.page.getByLabel(/^Intitulé/).fill('Cadrans soleillés bleu nuit');
  await brand.page.getByLabel('cadran', { exact: true }).check();
  await brand.page.getByLabel('soleillage', { exact: true }).check();
  await brand.page.getByLabel(/^diamètre/i).fill('30,5');
  await brand.page.getByLabel(/^Série/).fill('500');
  await brand.page.getByRole('button', { name: /^Publier/ }).click();
  await brand.page.waitForURL(/\/besoins\/[0-9a-f-]{36}$/);

  // Nothing is reloaded: the notice arrives where the maker is reading.
  const notice = maker.page.getByRole('link', { name: /Cadrans soleillés bleu nuit/ });
  await notice.waitFor();
  await notice.click();
  await maker.page.getByRole('heading', { level: 1, name: 'Cadrans soleillés bleu nuit' }).waitFor();
  expect(await maker.page.getByText('Maison Vauthrin').count()).toBeGreaterThan(0);

  const mail = await product.mailTo('fabricant@demo.rouage.example', /Cadrans soleillés bleu nuit/);
  expect(mail.text).toContain(brand.page.url());
  expect(mail.html).toContain(brand.page.url());
  expect([...visitor.errors, ...maker.errors, ...brand.errors]).toEqual([]);
});
