import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor, MemberRole } from '~/accounts/actor';
import { changeMemberRole } from '~/accounts/change-member-role.server';
import { listOwnOrganisations } from '~/accounts/member-queries.server';
import { removeMember } from '~/accounts/remove-member.server';
import { action as remove } from '~/routes/member-removal';
import { action as changeRole } from '~/routes/member-role';
import { loader } from '~/routes/members';
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
    expect(Object.keys(seen.members[0] ?? {}).sort()).toEqual(
      ['email', 'id', 'isSelf', 'name', 'operationIds', 'role', 'since'], // nothing of passwords
    );
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
