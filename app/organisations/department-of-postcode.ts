/**
 * INSEE's department of a French postcode of five digits: its first two digits; three overseas; Corsica by its halves
 * (200 and 201 in the south, the rest of 20 in the north). Null for what is no department (Monaco, armies).
 */
export function departmentOfPostcode(postcode: string): string | null {
  if (!/^\d{5}$/.test(postcode)) return null;
  if (postcode.startsWith('20')) return /^20[01]/.test(postcode) ? '2A' : '2B';
  if (/^97[1-8]|^98[4-9]/.test(postcode)) return postcode.slice(0, 3);
  const two = postcode.slice(0, 2);
  return /^(0[1-9]|[1-8]\d|9[0-5])$/.test(two) ? two : null;
}
