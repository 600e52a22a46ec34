import { z } from 'zod';
import { compactIdentifier, isSiren } from '~/organisations/siren';
import { isVatNumberOfSiren } from '~/organisations/vat-number';
import { memberRoles } from './actor';
import { readInvitationCode } from './invitation-code';
import { passwordFault } from './password';

/** The forms of accounts; each message is a key of app/i18n/messages/accounts.ts. */

const text = (limit: number) =>
  z.string({ error: 'required' }).trim().min(1, 'required').max(limit, 'too-long');

/** Compared without case, as mail systems do in practice; kept as it was typed. */
const email = text(254).pipe(z.email({ error: 'email-invalid' }));

const operationId = z.uuid({ error: 'operation-missing' });

const newPassword = z.string({ error: 'required' }).superRefine((password, context) => {
  const fault = passwordFault(password);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

/** Who signs up: institutions, schools and laboratories are registered by an operator, not by themselves. */
export const signUpKinds = ['brand', 'maker'] as const;

export const signUpForm = z
  .object({
    operationId,
    kind: z.enum(signUpKinds, { error: 'required' }),
    organisationName: text(200),
    siren: text(40).transform(compactIdentifier).refine(isSiren, { error: 'siren-invalid' }),
    vat: z
      .string()
      .optional()
      .transform((vat) => (vat ? compactIdentifier(vat) : null)),
    street: text(300),
    postcode: text(20)
      .transform((postcode) => postcode.replace(/\s/g, ''))
      .refine((postcode) => /^\d{5}$/.test(postcode), { error: 'postcode-invalid' }),
    city: text(120),
    personName: text(120),
    email,
    password: newPassword,
  })
  .superRefine((form, context) => {
    if (form.vat !== null && isSiren(form.siren) && !isVatNumberOfSiren(form.vat, form.siren))
      context.addIssue({ code: 'custom', path: ['vat'], message: 'vat-invalid' });
  });
export type SignUpForm = z.output<typeof signUpForm>;

/** No rule on what a password looks like here: a wrong one is wrong, whatever it looks like. */
export const signInForm = z.object({
  email: text(254),
  password: z.string({ error: 'required' }).max(1_000, 'too-long'),
  next: z.string().max(2_000).optional(),
});
export type SignInForm = z.output<typeof signInForm>;

const role = z.enum(memberRoles, { error: 'required' });

export const invitationForm = z.object({ operationId, email, personName: text(120), role });
export type InvitationForm = z.output<typeof invitationForm>;

/** Whatever was typed, or nothing: only the command knows whether it is right, and for whom it may say so. */
const code = z
  .string()
  .default('')
  .transform((typed) => readInvitationCode(typed.slice(0, 40)));

/** To join by an invitation without an account, or without an organisation left to act for. */
export const joiningForm = z.object({
  code: text(40).transform(readInvitationCode),
  email,
  personName: text(120),
  password: newPassword,
});
export type JoiningForm = z.output<typeof joiningForm>;

export const invitationAcceptanceForm = z.object({ operationId, invitationId: z.uuid(), code });
/** Of taking an invitation back, and of refusing one. */
export const invitationEndForm = z.object({ operationId, invitationId: z.uuid() });

export const memberRoleForm = z.object({ operationId, memberId: z.uuid(), role });
export const memberRemovalForm = z.object({ operationId, memberId: z.uuid() });
