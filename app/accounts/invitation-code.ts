/** As it is read out and copied: 'K7QX2M9PB4TD' -> 'K7QX-2M9P-B4TD' */
export function showInvitationCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** What was typed, as it is stored: without case, dashes or spaces, and with the letters that the alphabet lacks. */
export function readInvitationCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
    .replace(/U/g, 'V');
}
