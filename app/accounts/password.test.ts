import { describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './hash-password.server';
import { passwordFault } from './password';

describe('passwordFault', () => {
  test.each([
    ['abcdefg', 'password-short'],
    ['é'.repeat(7), 'password-short'],
    ['x1'.repeat(65), 'password-long'],
    ['password', 'password-common'],
    ['P@ssw0rd!', 'password-common'],
    ['p4ssw0rd', 'password-common'],
    ['**Motdepasse**', 'password-common'],
    ['Motdepasse2026', 'password-common'],
    ['azertyuiop', 'password-common'],
    ['12345678', 'password-common'],
    ['87654321', 'password-common'],
    ['aaaaaaaaaaaa', 'password-common'],
    ['abcabcabcabc', 'password-common'],
    ['25121998', 'password-common'],
    ['Horlogerie1!', 'password-common'],
  ])('%s: %s', (password, fault) => {
    expect(passwordFault(password)).toBe(fault);
  });

  test.each([
    'soleil couchant sur le Doubs',
    'rlzpqmtv',
    '73829164',
    'tourbillon-à-ancre',
    'éééxkwqpf',
    '🕰️⌛🌙⭐🔧🔩⚙️🪛',
  ])('%s passes: no rule says which characters', (password) => {
    expect(passwordFault(password)).toBeNull();
  });
});

test('a hash opens for its password alone, in either composition, and is never the same twice', async () => {
  const [first, second] = await Promise.all([hashPassword('café noisette'), hashPassword('café noisette')]);
  expect(first).not.toBe(second);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(first, 'cafe\u0301 noisette')).toBe(true);
  expect(await verifyPassword(first, 'cafe noisette')).toBe(false);
  expect(await verifyPassword(null, 'nobody has this password')).toBe(false);
});

test('a burst is served in turn, and past a hundred waiting the rest is refused', {
  timeout: 120_000,
}, async () => {
  const results = await Promise.allSettled(Array.from({ length: 110 }, () => verifyPassword(null, 'x')));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(8); // two at work, a hundred waiting
  expect(await verifyPassword(null, 'x')).toBe(false);
});
