import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '~/accounts/hash-password.server';
import { attemptLimits } from '~/accounts/limit-attempts.server';
import { findActor } from '~/accounts/session-queries.server';
import { action as activate } from '~/routes/active-organisation';
import { action, loader } from '~/routes/sign-in';
import { action as leave, loader as readSignOut } from '~/routes/sign-out';
import { makeOrganisation } from '~db/factories/organisations.server';
import { makeMember, makePerson, makeSession } from '~db/factories/people.server';
import { testDatabase } from '../database';
import { answerOf, argumentsOf, cookieOf, type Sending } from './requests';

const { db } = await testDatabase();
const password = 'une phrase de passe';
let passwordHash = '';
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

const send = (form: Record<string, string>, sending?: Sending) =>
  answerOf(() => action(argumentsOf('/connexion', form, sending)));
const tokenOf = (cookie: string) => cookie.split('=')[1] ?? '';

async function personWithPassword() {
  return makeMember(db, { person: await makePerson(db, { password_hash: passwordHash }) });
}

describe('signing in', () => {
  test('opens a session whose token is stored nowhere, for thirty days, and ends the earlier one', async () => {
    const member = await personWithPassword();
    const earlier = await makeSession(db, member);
    const answer = await send(
      { email: member.person.email.toUpperCase(), password, next: '/besoins?page=2' },
      { cookie: earlier.cookie },
    );
    expect(answer).toMatchObject({ status: 302, location: '/besoins?page=2' });
    expect(answer.setCookie).toMatch(
      /^rouage_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    const token = tokenOf(cookieOf(answer));
    expect(await findActor(token)).toMatchObject({ personId: member.person.id, role: 'administrator' });
    expect(await findActor(earlier.token)).toBeNull();
    const [session] = await db
      .selectFrom('sessions')
      .where('person_id', '=', member.person.id)
      .selectAll()
      .execute();
    expect(JSON.stringify(session)).not.toContain(token);
    const days = ((session?.expires_at.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
  });

  test('answers an unknown address, one without password and a wrong password alike, and keeps the address', async () => {
    const known = (await personWithPassword()).person.email;
    const invited = (await makeMember(db)).person.email;
    const answers = [];
    for (const email of [known, invited, 'nobody@rouage.example'])
      answers.push(await send({ email, password: 'autre chose', next: '/' }));
    for (const answer of answers) expect(answer).toMatchObject({ status: 400, setCookie: null });
    const shown = answers.map(({ data }) => JSON.stringify(data).replace(/[\w.-]+@[\w.-]+/, 'X'));
    expect(new Set(shown).size).toBe(1);
    expect(answers[0]?.data).toEqual({
      errors: { '': ['wrong-credentials'] },
      sent: { email: [known], next: ['/'] },
    });
  });

  test('says by field what is missing', async () => {
    expect(await send({ email: '', password: '' })).toMatchObject({
      status: 400,
      data: { errors: { email: ['required'], password: ['required'] } },
    });
  });

  test.each(['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)'])(
    'never leads to %s',
    async (next) => {
      const { person } = await personWithPassword();
      expect((await send({ email: person.email, password, next })).location).toBe('/');
    },
  );

  test('of somebody without organisation is refused after the right password alone', async () => {
    const { email } = await makePerson(db, { password_hash: passwordHash });
    expect((await send({ email, password: 'autre chose' })).data).toMatchObject({
      errors: { '': ['wrong-credentials'] },
    });
    expect(await send({ email, password })).toMatchObject({
      status: 403,
      data: { errors: { '': ['no-organisation'] } },
    });
  });

  test('is refused after too many attempts on an account from one place, known or not, even with the right password', async () => {
    for (const email of [(await personWithPassword()).person.email, 'guessed@rouage.example']) {
      const clientAddress = `198.51.100.${email.length}`;
      // All at once: counted before they are judged, none slips through.
      const guesses = await Promise.all(
        Array.from({ length: attemptLimits.pair + 3 }, () =>
          send({ email, password: 'non' }, { clientAddress }),
        ),
      );
      expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(3);
      for (let at = 0; at < attemptLimits.pair; at += 1)
        await send({ email, password: 'non' }, { clientAddress });
      expect(await send({ email, password }, { clientAddress })).toMatchObject({
        status: 429,
        data: { errors: { '': ['too-many-attempts'] } },
      });
    }
  });

  test('from elsewhere stays open to the owner while somebody guesses', async () => {
    const { person } = await personWithPassword();
    const guess = { email: person.email, password: 'non' };
    for (let at = 0; at < attemptLimits.pair + 2; at += 1)
      await send(guess, { clientAddress: '198.51.100.200' });
    expect((await send(guess, { clientAddress: '198.51.100.200' })).status).toBe(429);
    const right = { email: person.email, password };
    expect((await send(right, { clientAddress: '198.51.100.201' })).status).toBe(302);
    // The owner's success frees nobody else.
    expect((await send(right, { clientAddress: '198.51.100.200' })).status).toBe(429);
  });

  test('opens again a quarter of an hour after the guesses that were judged, whatever was tried since', async () => {
    const { person } = await personWithPassword();
    const clientAddress = '198.51.100.210';
    const guess = async () => {
      const answers = [];
      for (let at = 0; at < attemptLimits.pair; at += 1)
        answers.push((await send({ email: person.email, password: 'non' }, { clientAddress })).status);
      return new Set(answers);
    };
    const pass = (minutes: number) =>
      db
        .updateTable('sign_in_attempts')
        .set({ at: sql<Date>`at - make_interval(mins => ${minutes})` })
        .execute();
    expect(await guess()).toEqual(new Set([400]));
    await pass(attemptLimits.windowMinutes - 5);
    expect(await guess()).toEqual(new Set([429]));
    await pass(6);
    expect((await send({ email: person.email, password }, { clientAddress })).status).toBe(302);
  });

  test('of one account from very many places is refused in the end', async () => {
    const { person } = await personWithPassword();
    for (let at = 0; at <= attemptLimits.account / attemptLimits.pair; at += 1)
      await Promise.all(
        Array.from({ length: attemptLimits.pair }, () =>
          send({ email: person.email, password: 'non' }, { clientAddress: `198.18.0.${at}` }),
        ),
      );
    expect((await send({ email: person.email, password }, { clientAddress: '198.18.1.1' })).status).toBe(429);
  });

  test('is refused after too many accounts were tried from one network address', async () => {
    const clientAddress = '203.0.113.77';
    for (let at = 0; at < attemptLimits.address; at += 1)
      await send({ email: `guess-${at}@rouage.example`, password: 'non' }, { clientAddress });
    const { person } = await personWithPassword();
    expect((await send({ email: person.email, password }, { clientAddress })).status).toBe(429);
    expect((await send({ email: person.email, password }, { clientAddress: '203.0.113.78' })).status).toBe(
      302,
    );
  });

  test('leads who is signed in already to where it wanted to go', async () => {
    const { cookie } = await makeSession(db, await makeMember(db));
    const at = '/connexion?suite=%2Fbesoins';
    expect(await answerOf(() => loader(argumentsOf(at, null, { cookie })))).toMatchObject({
      status: 302,
      location: '/besoins',
    });
    expect(await answerOf(() => loader(argumentsOf(at, null)))).toMatchObject({ data: { next: '/besoins' } });
  });
});

test('signing out ends the session and its cookie; reading the address does nothing', async () => {
  const { cookie, token } = await makeSession(db, await makeMember(db));
  expect(await answerOf(() => readSignOut())).toMatchObject({ status: 302, setCookie: null });
  expect(await findActor(token)).not.toBeNull();
  const answer = await answerOf(() => leave(argumentsOf('/deconnexion', {}, { cookie })));
  expect(answer).toMatchObject({ status: 302, location: '/' });
  expect(answer.setCookie).toMatch(/^rouage_session=; .*Max-Age=0/);
  expect(await findActor(token)).toBeNull();
  expect((await answerOf(() => leave(argumentsOf('/deconnexion', {}, { cookie })))).status).toBe(302);
});

describe('acting for another organisation', () => {
  test('is for one of one’s own, and goes back to the page', async () => {
    const first = await makeMember(db);
    const second = await makeMember(db, { person: first.person, role: 'buyer' });
    const { cookie, token } = await makeSession(db, first);
    const answer = await answerOf(() =>
      activate(
        argumentsOf(
          '/organisation/active',
          { organisationId: second.organisation.id, back: '/achats-groupes' },
          { cookie },
        ),
      ),
    );
    expect(answer).toMatchObject({ status: 302, location: '/achats-groupes' });
    expect(await findActor(token)).toMatchObject({
      organisation: { id: second.organisation.id },
      role: 'buyer',
    });
  });

  test('answers somebody else’s, an unknown one and nonsense with the same 404', async () => {
    const member = await makeMember(db);
    const foreign = await makeOrganisation(db);
    const { cookie, token } = await makeSession(db, member);
    const answers = [];
    for (const organisationId of [foreign.id, crypto.randomUUID(), "' or 1=1", ''])
      answers.push(
        await answerOf(() =>
          activate(argumentsOf('/organisation/active', { organisationId, back: '/' }, { cookie })),
        ),
      );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 404, data: { code: 'not-found' } });
    expect(await findActor(token)).toMatchObject({ organisation: { id: member.organisation.id } });
  });
});
