import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { hashPassword } from '~/accounts/hash-password.server';
import { makeGroupPurchase, makeOffer } from '~db/factories/group-purchases.server';
import { makeOrganisation } from '~db/factories/organisations.server';
import { makeMember, makePerson } from '~db/factories/people.server';
import { newPerson, signIn } from './browser';
import { startProduct } from './product';

const product = await startProduct();

/** A third brand with a buyer of its own; demo logins are of two people. @returns its address */
async function thirdBrand(): Promise<string> {
  const email = 'achats@maison-tierce.example';
  const person = await makePerson(product.db, { email, password_hash: await hashPassword('rouage-demo') });
  const organisation = await makeOrganisation(product.db, { name: 'Maison Tierce' });
  await makeMember(product.db, { person, organisation, role: 'buyer' });
  return email;
}

async function commit(page: Page, quantity: string, price: string): Promise<void> {
  await page.getByLabel('Quantité', { exact: true }).first().fill(quantity);
  await page
    .getByLabel(/^Prix unitaire maximal/)
    .first()
    .fill(price);
  await page.getByRole('radio', { name: /^Ferme/ }).check();
  await page.getByRole('radio', { name: /J’abandonne/ }).check();
  const charter = page.getByRole('checkbox', { name: /j’accepte cette charte/ });
  if (await charter.count()) await charter.check();
  await page.getByRole('button', { name: 'Enregistrer l’engagement' }).click();
  await page.getByText(`${quantity} pièces comptées pour votre organisation`).waitFor();
}

it('a third participant turns “en formation” into a tier, live, and the supplier gets its mail', async () => {
  const supplier = await product.db
    .selectFrom('organisations')
    .where('ref', '=', 'org-cadraniers-dessoubre')
    .select(['id'])
    .executeTakeFirstOrThrow();
  const purchase = await makeGroupPurchase(product.db, {
    ref: 'gp-parcours',
    title: 'Glaces saphir du parcours',
    tier_quantities: [500, 1000],
  });
  await makeOffer(product.db, purchase.id, { supplier_organisation_id: supplier.id });
  const address = `/achats-groupes/${purchase.ref}`;

  const watcher = await newPerson(product.url);
  await signIn(watcher.page, 'marque@demo.rouage.example');
  await watcher.page.goto(address);
  await watcher.page.getByText('En formation').first().waitFor();

  const lead = await newPerson(product.url);
  await signIn(lead.page, 'achats@demo.rouage.example');
  await lead.page.goto(address);
  await commit(lead.page, '250', '7,50');

  // The same person, for the other brand that it buys for.
  await lead.page.getByRole('banner').locator('summary').filter({ hasText: 'Grand Estran' }).click();
  await lead.page.getByRole('button', { name: /Ventadour/ }).click();
  await lead.page.getByRole('banner').locator('summary').filter({ hasText: 'Ventadour' }).waitFor();
  await lead.page.goto(address);
  await commit(lead.page, '200', '7,20');
  expect(await watcher.page.getByText('En formation').count()).toBeGreaterThan(0);
  expect(await lead.page.content()).not.toContain('450');

  // She is one participant, whatever the number of brands that she buys for: two are still too few.
  await commit(watcher.page, '150', '8,00');
  const third = await newPerson(product.url);
  await signIn(third.page, await thirdBrand());
  await third.page.goto(address);
  await third.page.getByText('En formation').first().waitFor();
  await commit(third.page, '200', '7,90');
  // The second brand's page follows without being reloaded.
  await lead.page
    .getByText(/Palier de 500/)
    .first()
    .waitFor();
  await watcher.page
    .getByText(/Palier de 500/)
    .first()
    .waitFor();
  for (const { page } of [lead, watcher]) expect(await page.content()).not.toMatch(/\b800\b/);

  const mail = await product.mailTo('fabricant@demo.rouage.example', /Glaces saphir du parcours/);
  expect(mail.text).toContain(address);
  expect(mail.text).not.toMatch(/Estran|Ventadour|Vauthrin|\b800\b/);
  expect([...lead.errors, ...watcher.errors]).toEqual([]);
});
