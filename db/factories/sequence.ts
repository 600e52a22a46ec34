let last = Math.floor(Math.random() * 1_000_000) * 10;

/** A number that no other row of this process has; its start differs, so that two processes seldom meet. */
export function nextNumber(): number {
  last += 1;
  return last;
}
