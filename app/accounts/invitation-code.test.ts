import { expect, test } from 'vitest';
import { readInvitationCode, showInvitationCode } from './invitation-code';
import { makeInvitationCode } from './invitation-code.server';

test('a code survives being shown and typed again, however', () => {
  for (let round = 0; round < 200; round += 1) {
    const code = makeInvitationCode();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    const shown = showInvitationCode(code);
    expect(shown).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    for (const typed of [shown, ` ${shown.toLowerCase()} `, shown.replace(/1/g, 'l').replace(/0/g, 'o')])
      expect(readInvitationCode(typed)).toBe(code);
  }
});
