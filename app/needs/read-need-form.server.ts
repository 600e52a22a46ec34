import { z } from 'zod';
import { type ParsedForm, parseForm, rejectedForm } from '~/http/forms.server';
import { attributesOfFamily } from '~/taxonomy/attributes';
import { findFamily, findLeaf } from '~/taxonomy/taxonomy';
import { type NeedForm, needSchema } from './need';
import { readSpecField } from './need-spec-fields';

export interface ReadNeed extends NeedForm {
  /** In the grammar of specifications: `diameter_mm=36.5;water_resistance_bar=10`. */
  specsText: string;
}

/** Form fields of specifications are named `specs.<attribute key>`. */
export const specFieldPrefix = 'specs.';

/** Today's date where the deadlines are read: Paris. */
export function todayInParis(now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(now);
}

/** Read the whole form of a need; every fault at once, specifications included. */
export function readNeedForm(form: FormData, today = todayInParis()): ParsedForm<ReadNeed> {
  const errors: Record<string, string[]> = {};
  const family = String(form.get('family') ?? '');
  if (!findFamily(family)) errors['family'] = ['family-unknown'];
  if (form.getAll('leaves').some((leaf) => typeof leaf !== 'string' || !findLeaf(leaf)))
    errors['leaves'] = ['leaf-unknown'];
  const specs = readSpecs(form, family, errors);
  const parsed = parseForm(form, withoutSpecs(today));
  if (!parsed.ok)
    return { ok: false, rejected: rejectedForm(form, { ...errors, ...parsed.rejected.errors }) };
  if (Object.keys(errors).length > 0) return { ok: false, rejected: rejectedForm(form, errors) };
  return { ok: true, value: { ...parsed.value, specsText: specs } };
}

// The specifications' fields depend on the family and are read apart; here they are only let through.
function withoutSpecs(today: string) {
  return needSchema(today)
    .extend({ specs: z.unknown().optional() })
    .transform(({ specs: _, ...rest }) => rest);
}

function readSpecs(form: FormData, family: string, errors: Record<string, string[]>): string {
  const parts: string[] = [];
  for (const attribute of attributesOfFamily(family)) {
    const name = specFieldPrefix + attribute.key;
    const written = form.get(name);
    if (typeof written !== 'string' || written.trim() === '') continue;
    const read = readSpecField(attribute, written);
    if (read.ok) parts.push(`${attribute.key}=${read.text}`);
    else errors[name] = [read.code];
  }
  return parts.join(';');
}
