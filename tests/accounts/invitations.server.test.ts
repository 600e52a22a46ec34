import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { MemberRole } from '~/accounts/actor';
import { hashPassword } from '~/accounts/hash-password.server';
import { invitationsPerDay } from '~/accounts/invite-member.server';
import { findActor } from '~/accounts/session-queries.server';
import { action as accept } from '~/routes/invitation-acceptance';
import { action as refuse } from '~/routes/invitation-refusal';
import { action as withdraw } from '~/routes/invitation-withdrawal';
import { loader as readInvitations } from '~/routes/invitations';
import { action as join } from '~/routes/join';
import { action as remove } from '~/routes/member-removal';
import { action as changeRole } from '~/routes/member-role';
import { action as invite, loader as readMembers } from '~/routes/members';
import { action as signUp } from '~/routes/sign-up';
import { makeOrganisation, makeSiren } from '~db/factories/organisations.server';
import { type MadeMember, makeMember, makePerson, makeSession } from '~db/factories/people.server';
import { testDatabase } from '../database';
import { answerOf, argumentsOf, cookieOf } from './requests';

const { db } = await testDatabase();

const operation = () => ({ operationId: crypto.randomUUID() });
let number = 0;
function next(): number {
  number += 1;
  return number;
}
const unknownAddress = () => `inconnue-${next()}@ailleurs.example`;

async function signedIn(given: Parameters<typeof makeMember>[1] = {}) {
  const person = given.person ?? (await makePerson(db, { password_hash: 'x' }));
  const member = await makeMember(db, { ...given, person });
  return { ...(await makeSession(db, member)), ...member };
}
type SignedIn = Awaited<ReturnType<typeof signedIn>>;

const sendInvitation = (by: { cookie: string }, email: string, overrides: Record<string, string> = {}) =>
  answerOf(() =>
    invite(
      argumentsOf(
        '/organisation/membres',
        { ...operation(), email, personName: 'Noé Faivre', role: 'buyer', ...overrides },
        by,
      ),
    ),
  );

const membersSeenBy = async ({ cookie }: { cookie: string }, search = '') =>
  (await answerOf(() => readMembers(argumentsOf(`/organisation/membres${search}`, null, { cookie }))))
    .data as Awaited<ReturnType<typeof readMembers>>;

const receivedBy = async ({ cookie }: { cookie: string }) =>
  (
    (await answerOf(() => readInvitations(argumentsOf('/invitations', null, { cookie })))).data as Awaited<
      ReturnType<typeof readInvitations>
    >
  ).invitations;

/** Invites, and returns what the inviting administrator then sees of it. */
async function invited(by: SignedIn, email: string, role: MemberRole = 'buyer') {
  expect((await sendInvitation(by, email, { role })).status).toBe(302);
  const seen = (await membersSeenBy(by)).invitations.find((invitation) => invitation.email === email);
  if (!seen?.code) throw new Error('the invitation is not listed with its code');
  return { id: seen.id, code: seen.code };
}

type Route = typeof accept | typeof refuse | typeof withdraw;
const post = (route: Route, { cookie }: { cookie: string }, id: string, form: Record<string, string> = {}) =>
  answerOf(() => route(argumentsOf('/i', { ...operation(), ...form }, { cookie, params: { id } })));

const rolesOf = async ({ organisation }: Pick<MadeMember, 'organisation'>) =>
  (
    await db
      .selectFrom('members')
      .where('organisation_id', '=', organisation.id)
      .orderBy('role')
      .select('role')
      .execute()
  ).map(({ role }) => role);

const absent = { status: 404, data: { code: 'not-found' }, location: null, setCookie: null };

describe('inviting', () => {
  test('writes an invitation alone, and not a byte tells a known address from an unknown one', async () => {
    const account = await signedIn({
      person: await makePerson(db, { name: 'Vraie Personne', password_hash: 'x' }),
    });
    const imported = await makeMember(db);
    const without = await makePerson(db, { password_hash: 'x' });
    const count = () =>
      sql<{ persons: string; members: string }>`
        select (select count(*) from persons) persons, (select count(*) from members) members`.execute(db);
    const seen = [];
    for (const email of [account.person.email, imported.person.email, without.email, unknownAddress()]) {
      const by = await signedIn({ organisation: await makeOrganisation(db, { name: 'Maison Une' }) });
      const before = (await count()).rows;
      const answer = await sendInvitation(by, email);
      expect((await count()).rows).toEqual(before);
      const again = await sendInvitation(by, email);
      const page = await membersSeenBy(by, '?fait=invitation');
      const fresh = /"[\da-f]{8}-[\da-f-]{27}"|"\d{4}-\d\d-\d\dT[^"]+"|"[0-9A-HJKMNP-TV-Z]{12}"/g;
      const text = JSON.stringify({ answer, again, page })
        .replaceAll(email, 'ADDRESS')
        .replaceAll(by.person.email, 'OWN')
        .replaceAll(by.person.name, 'NAME')
        .replace(fresh, '""');
      seen.push(text);
      expect(page.members).toHaveLength(1);
      expect(page.invitations).toMatchObject([{ name: 'Noé Faivre', email, role: 'buyer' }]);
      expect(again).toMatchObject({ status: 400, data: { errors: { email: ['invited-already'] } } });
    }
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).not.toContain('Vraie Personne');
  });

  test('twice with one operation id is one invitation; a member is told by a word on the field', async () => {
    const by = await signedIn();
    const email = unknownAddress();
    const id = operation();
    const answers = await Promise.all([sendInvitation(by, email, id), sendInvitation(by, email, id)]);
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 302, location: '/organisation/membres?fait=invitation' });
    expect((await membersSeenBy(by)).invitations).toHaveLength(1);
    expect(await sendInvitation(by, by.person.email.toUpperCase())).toMatchObject({
      status: 400,
      data: { errors: { email: ['member-already'] }, sent: { personName: ['Noé Faivre'] } },
    });
    expect(await sendInvitation(by, 'x', { role: 'owner' })).toMatchObject({
      status: 400,
      data: { errors: { email: ['email-invalid'], role: ['required'] } },
    });
  });

  test('is refused to every other role, which sees no invitation either', async () => {
    const by = await signedIn();
    await invited(by, unknownAddress());
    for (const role of ['buyer', 'sales', 'reader'] as const) {
      const member = await signedIn({ organisation: by.organisation, role });
      expect(await sendInvitation(member, unknownAddress())).toMatchObject({
        status: 403,
        data: { code: 'forbidden' },
      });
      expect((await membersSeenBy(member)).invitations).toEqual([]);
    }
  });

  test('stops at the day’s limit, at once or one after the other, withdrawn ones included', async () => {
    const by = await signedIn();
    const first = await invited(by, unknownAddress());
    expect((await post(withdraw, by, first.id)).status).toBe(302);
    const statuses = await Promise.all(
      Array.from(
        { length: invitationsPerDay + 4 },
        async () => (await sendInvitation(by, unknownAddress())).status,
      ),
    );
    expect(statuses.filter((status) => status === 302)).toHaveLength(invitationsPerDay - 1);
    expect(await sendInvitation(by, unknownAddress())).toMatchObject({
      status: 429,
      data: { errors: { '': ['too-many-invitations'] }, sent: { personName: ['Noé Faivre'] } },
    });
    // Another organisation has its own count.
    expect((await sendInvitation(await signedIn(), unknownAddress())).status).toBe(302);
  });
});

describe('an invitation', () => {
  test('is shown to the invited person alone, with name and SIREN, and changes nothing until it is accepted', async () => {
    const by = await signedIn();
    const guest = await signedIn();
    const { id, code } = await invited(by, guest.person.email, 'sales');
    const { siren } = await db
      .selectFrom('organisations')
      .where('id', '=', by.organisation.id)
      .select('siren')
      .executeTakeFirstOrThrow();
    expect(await receivedBy(guest)).toEqual([
      { id, organisationName: by.organisation.name, siren, role: 'sales', operationIds: expect.anything() },
    ]);
    expect(await receivedBy(await signedIn())).toEqual([]);
    expect(await rolesOf(by)).toEqual(['administrator']);

    const sent = { ...operation(), code: code.toLowerCase() };
    for (let time = 0; time < 2; time += 1)
      expect(await post(accept, guest, id, sent)).toMatchObject({
        status: 302,
        location: '/invitations?fait=acceptation',
      });
    expect(await rolesOf(by)).toEqual(['administrator', 'sales']);
    expect(await receivedBy(guest)).toEqual([]);
    const page = await membersSeenBy(by);
    expect(page.invitations).toEqual([]);
    expect(page.members.map(({ name }) => name)).toContain(guest.person.name);
    // Acts for the same organisation as before.
    expect(await findActor(guest.token)).toMatchObject({ organisation: { id: guest.organisation.id } });
  });

  test('needs its code: the address alone, which nobody has proven, opens nothing', async () => {
    const by = await signedIn();
    const guest = await signedIn();
    const { id } = await invited(by, guest.person.email, 'administrator');
    for (const code of ['', 'K7QX-2M9P-B4TD', 'x'.repeat(1_000)])
      expect(await post(accept, guest, id, { code })).toMatchObject({
        status: 400,
        data: { invitationId: id, form: { errors: { code: ['code-wrong'] } } },
      });
    expect(await rolesOf(by)).toEqual(['administrator']);
    expect(await receivedBy(guest)).toHaveLength(1);
  });

  test('answers a stranger, an unknown one, a closed one and nonsense with the same 404', async () => {
    const by = await signedIn();
    const guest = await signedIn();
    const stranger = await signedIn();
    const { id, code } = await invited(by, guest.person.email);
    for (const route of [accept, refuse])
      for (const target of [id, crypto.randomUUID(), 'x'])
        expect(await post(route, stranger, target, { code })).toEqual(absent);
    // Who invites cannot answer in the other's place, another organisation cannot withdraw.
    expect(await post(accept, by, id, { code })).toEqual(absent);
    expect(await post(withdraw, stranger, id)).toEqual(absent);
    expect(await receivedBy(guest)).toHaveLength(1);
    expect(await post(refuse, guest, id)).toMatchObject({ status: 302, location: '/invitations?fait=refus' });
    for (const route of [accept, refuse]) expect(await post(route, guest, id, { code })).toEqual(absent);
    expect(await post(withdraw, by, id)).toEqual(absent);
    expect(await rolesOf(by)).toEqual(['administrator']);
    // A closed one stands in nobody's way.
    await invited(by, guest.person.email);
  });

  test('accepted and withdrawn at once ends in one of the two', async () => {
    for (let round = 0; round < 15; round += 1) {
      const by = await signedIn();
      const guest = await signedIn();
      const { id, code } = await invited(by, guest.person.email);
      const answers = await Promise.all([post(accept, guest, id, { code }), post(withdraw, by, id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([302, 404]);
      expect(await rolesOf(by)).toHaveLength(answers[0]?.status === 302 ? 2 : 1);
    }
  });

  test('ends with the office of the administrator who made it and knows its code', async () => {
    const owner = await signedIn();
    for (const leave of ['role', 'removal'] as const) {
      const second = await signedIn({ organisation: owner.organisation });
      const guest = await signedIn();
      const kept = await invited(owner, guest.person.email);
      const { id } = await invited(second, unknownAddress());
      const seen = (await membersSeenBy(owner)).invitations.find((invitation) => invitation.id === id);
      expect(seen).toMatchObject({ code: null });
      const route = leave === 'role' ? changeRole : remove;
      const form = { ...operation(), role: 'reader' };
      const answer = await answerOf(() =>
        route(argumentsOf('/m', form, { cookie: owner.cookie, params: { id: second.id } })),
      );
      expect(answer.status).toBe(302);
      const left = (await membersSeenBy(owner)).invitations.map((invitation) => invitation.id);
      expect(left).toContain(kept.id);
      expect(left).not.toContain(id);
    }
  });

  test('does not make its organisation the one that a person without any other falls to', async () => {
    const attacker = await signedIn();
    const home = await signedIn();
    const victim = await signedIn({ organisation: home.organisation, role: 'reader' });
    await invited(attacker, victim.person.email);
    const gone = await answerOf(() =>
      remove(argumentsOf('/m', operation(), { cookie: home.cookie, params: { id: victim.id } })),
    );
    expect(gone.status).toBe(302);
    expect(await findActor(victim.token)).toBeNull();
  });

  test('accepted by an administrator counts for the rule of the last one; open, it does not', async () => {
    const by = await signedIn();
    const guest = await signedIn();
    const { id, code } = await invited(by, guest.person.email, 'administrator');
    const stepDown = () =>
      answerOf(() =>
        changeRole(
          argumentsOf('/m', { ...operation(), role: 'reader' }, { cookie: by.cookie, params: { id: by.id } }),
        ),
      );
    expect(await stepDown()).toMatchObject({ status: 409, data: { refusal: 'last-administrator' } });
    // What was refused took nothing with it.
    expect((await post(accept, guest, id, { code })).status).toBe(302);
    expect((await stepDown()).status).toBe(302);
    expect(await rolesOf(by)).toEqual(['administrator', 'reader']);
  });
});

test('an invited address signs up like any other, told nothing, then sees its invitation', async () => {
  const by = await signedIn();
  const email = unknownAddress();
  const form = (address: string) => ({
    ...operation(),
    kind: 'maker',
    organisationName: 'Ateliers du Saut',
    siren: makeSiren(72_000_000 + next()),
    street: '3 rue du Pont',
    postcode: '25500',
    city: 'Morteau',
    personName: 'Ange Leca',
    email: address,
    password: 'une phrase de passe',
  });
  const send = (address: string) =>
    answerOf(() => signUp(argumentsOf('/inscription', form(address), { clientAddress: '10.9.0.1' })));
  const { id } = await invited(by, email, 'reader');
  const answer = await send(email);
  const other = await send(unknownAddress());
  expect({ ...answer, setCookie: null }).toEqual({ ...other, setCookie: null });
  expect(answer).toMatchObject({ status: 302, location: '/' });
  const cookie = cookieOf(answer);
  expect(await receivedBy({ cookie })).toMatchObject([{ id, organisationName: by.organisation.name }]);
  expect(await findActor(cookie.split('=')[1] ?? '')).toMatchObject({
    name: 'Ange Leca',
    role: 'administrator',
    organisation: { name: 'Ateliers du Saut' },
  });
  expect(await rolesOf(by)).toEqual(['administrator']);
});

describe('joining by the code', () => {
  let network = 0;
  const send = (form: Record<string, string>) => {
    network += 1;
    const full = { personName: 'Noé Faivre', password: 'une phrase de passe', ...form };
    return answerOf(() =>
      join(argumentsOf('/inscription/invitation', full, { clientAddress: `10.8.0.${network}` })),
    );
  };
  const actorOf = (answer: Awaited<ReturnType<typeof send>>) =>
    findActor(cookieOf(answer).split('=')[1] ?? '');

  test('makes the account of who has none, once however often it is sent', async () => {
    const by = await signedIn();
    const email = unknownAddress();
    const { code } = await invited(by, email, 'sales');
    const answers = await Promise.all([send({ email, code }), send({ email, code })]);
    answers.push(await send({ email, code }));
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 302, location: '/' });
      expect(await actorOf(answer)).toMatchObject({
        name: 'Noé Faivre',
        role: 'sales',
        organisation: { id: by.organisation.id },
      });
    }
    expect(await rolesOf(by)).toEqual(['administrator', 'sales']);
  });

  test('lets who has no organisation left join, by its own password, and nobody by another', async () => {
    const by = await signedIn();
    const password = 'une autre phrase';
    const person = await makePerson(db, { password_hash: await hashPassword(password) });
    const { code } = await invited(by, person.email);
    expect(await send({ email: person.email, code })).toMatchObject({
      status: 400,
      setCookie: null,
      data: { errors: { password: ['account-password'] } },
    });
    expect(await rolesOf(by)).toEqual(['administrator']);
    const answer = await send({ email: person.email, code, password });
    expect(await actorOf(answer)).toMatchObject({
      name: person.name,
      organisation: { id: by.organisation.id },
    });
  });

  test('keeps the organisation that somebody acts for', async () => {
    const by = await signedIn();
    const password = 'une autre phrase';
    const person = await makePerson(db, { password_hash: await hashPassword(password) });
    const guest = await signedIn({ person });
    const { code } = await invited(by, person.email);
    const answer = await send({ email: person.email, code, password });
    expect(await actorOf(answer)).toMatchObject({ organisation: { id: guest.organisation.id } });
    expect(await rolesOf(by)).toEqual(['administrator', 'buyer']);
  });

  test('without the right code answers alike for every address, and makes nobody', async () => {
    const by = await signedIn();
    const guest = await signedIn();
    const stranger = unknownAddress();
    const withdrawn = unknownAddress();
    const { code } = await invited(by, guest.person.email);
    const gone = await invited(by, withdrawn);
    await post(withdraw, by, gone.id);
    const answers = [];
    for (const [email, typed] of [
      [guest.person.email, 'K7QX-2M9P-B4TD'],
      [stranger, code],
      [withdrawn, gone.code],
    ] as const)
      answers.push(
        JSON.stringify(await send({ email, code: typed }))
          .replace(email, 'ADDRESS')
          .replace(typed, 'CODE'),
      );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('invitation-unknown');
    expect(
      await db.selectFrom('persons').where('email', 'in', [stranger, withdrawn]).select('id').execute(),
    ).toEqual([]);
  });
});
