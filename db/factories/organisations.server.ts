import type { Insertable } from 'kysely';
import type { Queryable } from '../client.server';
import type { Organisations } from '../schema.generated';
import { nextNumber } from './sequence';

/**
 * A SIREN that passes Luhn's check: the serial number's eight digits and the digit that completes them.
 * @param serial 0 to 99,999,999
 */
export function makeSiren(serial: number): string {
  const digits = String(serial).padStart(8, '0');
  let sum = 0;
  for (let index = 0; index < 8; index += 1) {
    const digit = Number(digits[index]) * (index % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

export interface MadeOrganisation {
  id: string;
  ref: string;
  name: string;
}

/** A verified brand in Besançon unless told otherwise; ref, name and SIREN are its own. */
export async function makeOrganisation(
  db: Queryable,
  overrides: Partial<Insertable<Organisations>> = {},
): Promise<MadeOrganisation> {
  const number = nextNumber();
  const siren = makeSiren(number);
  return await db
    .insertInto('organisations')
    .values({
      ref: `org-${number}`,
      kind: 'brand',
      name: `Maison ${number}`,
      siren,
      vat: `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`,
      naf: '26.52Z',
      street: '1 rue des Horlogers',
      postcode: '25000',
      city: 'Besançon',
      department: '25',
      latitude: 47.24,
      longitude: 6.02,
      contact_email: `contact@maison-${number}.example`,
      verified_at: new Date(),
      ...overrides,
    })
    .returning(['id', 'ref', 'name'])
    .executeTakeFirstOrThrow();
}
