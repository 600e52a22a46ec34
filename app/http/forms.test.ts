import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseForm, readForm } from './forms.server';

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://rouage.test/', { method: 'POST', body, headers });

const refusal = (request: Request) =>
  readForm(request).then(
    () => null,
    (thrown: { init?: { status?: number }; data?: unknown }) => [thrown.init?.status, thrown.data],
  );

it('reads a form as it was sent', async () => {
  const form = await readForm(post(new URLSearchParams({ title: 'Cadran', 'demand[0].quantity': '300' })));
  expect([...form]).toEqual([
    ['title', 'Cadran'],
    ['demand[0].quantity', '300'],
  ]);
});

it.each([
  ['a body that is no form', post('{"title":"x"}', { 'content-type': 'application/json' })],
  ['a broken multipart', post('--x\r\n', { 'content-type': 'multipart/form-data; boundary=y' })],
  [
    'a field named like a part of every object',
    post(new URLSearchParams({ __proto__x: '1', ['__proto__']: '1' })),
  ],
  ['such a name inside a path', post(new URLSearchParams({ 'demand[0].constructor': '1' }))],
  ['a character that no database keeps', post(new URLSearchParams({ title: 'a\0b' }))],
])('refuses %s with a 400', async (_what, request) => {
  expect(await refusal(request)).toEqual([400, { code: 'form-unreadable' }]);
});

it('gives back what was typed but never a password', () => {
  const form = new FormData();
  form.set('email', 'x');
  form.set('password', 'secret');
  const parsed = parseForm(form, z.object({ email: z.email('email-invalid'), password: z.string() }));
  expect(parsed).toEqual({
    ok: false,
    rejected: { sent: { email: ['x'] }, errors: { email: ['email-invalid'] } },
  });
});

it('is the only way that routes read a form', () => {
  const folder = new URL('../routes/', import.meta.url);
  const around = readdirSync(folder).filter(
    (file) => !file.includes('.test.') && readFileSync(new URL(file, folder), 'utf8').includes('.formData()'),
  );
  expect(around).toEqual([]);
});
