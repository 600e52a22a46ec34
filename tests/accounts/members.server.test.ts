import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor, MemberRole } from '~/accounts/actor';
import { changeMemberRole } from '~/accounts/change-member-role.server';
import { listOwnOrganisations } from '~/accounts/member-queries.server';
import { removeMember } from '~/accounts/remove-member.server';
import { action as remove } from '~/routes/member-removal';
import { action as changeRole } from '~/routes/member-role';
import { action as add, loader } from '~/routes/members';
import { makeOrganisation } from '~db/factories/organisations.server';
import { type MadeMember, makeMember, makePerson, makeSession } from '~db/factories/people.server';
import { testDatabase } from '../database';
import { answerOf, argumentsOf } from './requests';

const { db } = await testDatabase();

/** An organisation with a member of each of these roles, each of whom can sign in. */
async function organisationOf(...roles: MemberRole[]) {
  const organisation = await makeOrganisation(db);
  const members: MadeMember[] = [];
  for (const role of roles)
    members.push(
      await makeMember(db, { organisation, role, person: await makePerson(db, { password_hash: 'x' }) }),
    );
  return { organisation, members };
}

function actorOf(member: MadeMember, role: MemberRole = 'administrator'): Actor {
  const { person, organisation } = member;
  return {
    personId: person.id,
    name: person.name,
    email: person.email,
    locale: 'fr',
    organisation: { ...organisation, kind: 'brand' },
    role,
  };
}

const rolesOf = async (organisationId: string) =>
  (
    await db
      .selectFrom('members')
      .where('organisation_id', '=', organisationId)
      .orderBy('role')
      .select('role')
      .execute()
  ).map(({ role }) => role);

async function cookieOfMember(member: MadeMember | undefined): Promise<string> {
  if (!member) throw new Error('no such member');
  return (await makeSession(db, member)).cookie;
}

const operation = () => ({ operationId: crypto.randomUUID() });

describe('the members page', () => {
  test('shows everybody of the organisation and nobody else; forms are for administrators', async () => {
    const { organisation, members } = await organisationOf('administrator', 'reader');
    await makeMember(db);
    const read = async (member: MadeMember | undefined) =>
      (
        await answerOf(async () =>
          loader(argumentsOf('/organisation/membres', null, { cookie: await cookieOfMember(member) })),
        )
      ).data as Awaited<ReturnType<typeof loader>>;
    const seen = await read(members[0]);
    expect(seen.members.map(({ id }) => id).sort()).toEqual(members.map(({ id }) => id).sort());
    expect(seen).toMatchObject({ organisationName: organisation.name, operationId: expect.any(String) });
    const byReader = await read(members[1]);
    expect(byReader.operationId).toBeNull();
    expect(byReader.members.every(({ operationIds }) => operationIds === null)).toBe(true);
  });

  test('asks a visitor to sign in, and comes back', async () => {
    expect(await answerOf(() => loader(argumentsOf('/organisation/membres', null)))).toMatchObject({
      status: 302,
      location: '/connexion?suite=%2Forganisation%2Fmembres',
    });
  });
});

describe('adding a member', () => {
  const form = (email: string) => ({ ...operation(), email, personName: 'Noé Faivre', role: 'buyer' });

  test('adds who has an account as it is, and makes a person without password for an unknown address', async () => {
    const { organisation, members } = await organisationOf('administrator');
    const cookie = await cookieOfMember(members[0]);
    const known = await makePerson(db, { password_hash: 'x' });
    for (const email of [known.email.toUpperCase(), 'noe@ailleurs.example'])
      expect(
        await answerOf(() => add(argumentsOf('/organisation/membres', form(email), { cookie }))),
      ).toMatchObject({
        status: 302,
        location: '/organisation/membres?fait=ajout',
      });
    const rows = await db
      .selectFrom('members')
      .innerJoin('persons', 'persons.id', 'members.person_id')
      .where('organisation_id', '=', organisation.id)
      .where('role', '=', 'buyer')
      .orderBy('email')
      .select(['persons.name', 'password_hash'])
      .execute();
    expect(rows).toEqual([
      { name: 'Noé Faivre', password_hash: null },
      { name: known.name, password_hash: 'x' },
    ]);
  });

  test('twice is one effect; of a member already, a word on the field and the rest kept', async () => {
    const { organisation, members } = await organisationOf('administrator');
    const cookie = await cookieOfMember(members[0]);
    const sent = form('twice@ailleurs.example');
    const send = (body: Record<string, string>) =>
      answerOf(() => add(argumentsOf('/organisation/membres', body, { cookie })));
    for (const answer of await Promise.all([send(sent), send(sent)])) expect(answer.status).toBe(302);
    expect(await rolesOf(organisation.id)).toEqual(['administrator', 'buyer']);
    expect(await send({ ...sent, ...operation() })).toMatchObject({
      status: 400,
      data: { errors: { email: ['member-already'] }, sent: { personName: ['Noé Faivre'] } },
    });
    expect(await send({ ...sent, ...operation(), email: 'x', role: 'owner' })).toMatchObject({
      status: 400,
      data: { errors: { email: ['email-invalid'], role: ['required'] } },
    });
  });

  test('is refused to every other role', async () => {
    const { organisation, members } = await organisationOf('buyer', 'sales', 'reader');
    for (const member of members) {
      const cookie = await cookieOfMember(member);
      const answer = await answerOf(() =>
        add(argumentsOf('/organisation/membres', form('x@y.example'), { cookie })),
      );
      expect(answer).toMatchObject({ status: 403, data: { code: 'forbidden' } });
    }
    expect(await rolesOf(organisation.id)).toHaveLength(3);
  });
});

describe('changing and removing', () => {
  test('happen once, by their own address', async () => {
    const { organisation, members } = await organisationOf('administrator', 'reader');
    const cookie = await cookieOfMember(members[0]);
    const id = members[1]?.id ?? '';
    const role = { ...operation(), role: 'sales' };
    for (let time = 0; time < 2; time += 1)
      expect(
        await answerOf(() =>
          changeRole(argumentsOf(`/organisation/membres/${id}/role`, role, { cookie, params: { id } })),
        ),
      ).toMatchObject({ status: 302, location: '/organisation/membres?fait=role' });
    expect(await rolesOf(organisation.id)).toEqual(['administrator', 'sales']);
    const gone = operation();
    for (let time = 0; time < 2; time += 1)
      expect(
        await answerOf(() =>
          remove(argumentsOf(`/organisation/membres/${id}/retrait`, gone, { cookie, params: { id } })),
        ),
      ).toMatchObject({ status: 302, location: '/organisation/membres?fait=retrait' });
    expect(await rolesOf(organisation.id)).toEqual(['administrator']);
  });

  test('answer another organisation’s member, an unknown one and nonsense with the same 404', async () => {
    const { members } = await organisationOf('administrator');
    const foreign = await organisationOf('administrator', 'reader');
    const cookie = await cookieOfMember(members[0]);
    for (const route of [changeRole, remove]) {
      const answers = [];
      for (const id of [foreign.members[1]?.id ?? '', crypto.randomUUID(), 'x'])
        answers.push(
          await answerOf(() =>
            route(argumentsOf('/m', { ...operation(), role: 'buyer' }, { cookie, params: { id } })),
          ),
        );
      for (const answer of answers)
        expect(answer).toEqual({ status: 404, data: { code: 'not-found' }, location: null, setCookie: null });
    }
    expect(await rolesOf(foreign.organisation.id)).toEqual(['administrator', 'reader']);
  });

  test('never leave an organisation without an administrator who can sign in; the page says so', async () => {
    const { organisation, members } = await organisationOf('administrator', 'reader');
    await makeMember(db, { organisation }); // an administrator that an import brought: nobody signs in as it
    const cookie = await cookieOfMember(members[0]);
    const id = members[0]?.id ?? '';
    for (const [route, body] of [
      [changeRole, { ...operation(), role: 'reader' }],
      [remove, operation()],
    ] as const)
      expect(await answerOf(() => route(argumentsOf('/m', body, { cookie, params: { id } })))).toMatchObject({
        status: 409,
        data: { refusal: 'last-administrator' },
      });
    expect(await rolesOf(organisation.id)).toEqual(['administrator', 'administrator', 'reader']);
  });

  test('two administrators who remove each other at once leave one', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { organisation, members } = await organisationOf('administrator', 'administrator');
      const [one, two] = members;
      if (!one || !two) throw new Error('two members were made');
      const outcomes = await Promise.all([
        removeMember(actorOf(one), { ...operation(), memberId: two.id }),
        removeMember(actorOf(two), { ...operation(), memberId: one.id }),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await rolesOf(organisation.id)).toEqual(['administrator']);
    }
  });

  test('whatever administrators do to each other at once, one is left', async () => {
    const step = fc.record({
      by: fc.nat(2),
      to: fc.nat(2),
      role: fc.constantFrom<MemberRole | 'out'>('out', 'reader', 'administrator'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        const { organisation, members } = await organisationOf(
          'administrator',
          'administrator',
          'administrator',
        );
        await Promise.all(
          steps.map(({ by, to, role }) => {
            const [actor, target] = [members[by], members[to]];
            if (!actor || !target) throw new Error('three members were made');
            return role === 'out'
              ? removeMember(actorOf(actor), { ...operation(), memberId: target.id })
              : changeMemberRole(actorOf(actor), { ...operation(), memberId: target.id, role });
          }),
        );
        expect(await rolesOf(organisation.id)).toContain('administrator');
      }),
      { numRuns: 40 },
    );
  });
});

test('a person’s own organisations are listed by name, with its role in each', async () => {
  const person = await makePerson(db);
  for (const [name, role] of [
    ['Zénith Sud', 'reader'],
    ['Écluse', 'buyer'],
  ] as const)
    await makeMember(db, { person, role, organisation: await makeOrganisation(db, { name }) });
  expect(await listOwnOrganisations(person.id)).toMatchObject([
    { name: 'Écluse', role: 'buyer', kind: 'brand' },
    { name: 'Zénith Sud', role: 'reader' },
  ]);
});
