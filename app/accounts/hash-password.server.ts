import { hash, verify } from '@node-rs/argon2';
import { RefusedError } from '~/operations/refusal';

/** Argon2id at OWASP's first choice of memory: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Each hash takes 19 MiB and a core for some 20 ms: a burst of sign-ins must not take the whole machine. */
const concurrent = 2;
const waitingAtMost = 100;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running >= concurrent) {
    if (waiting.length >= waitingAtMost) throw new RefusedError({ status: 429, code: 'sign-in-busy' });
    await new Promise<void>((resume) => waiting.push(resume));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next)
      next(); // the place passes on, so `running` stays
    else running -= 1;
  }
}

/** The same password typed on two keyboards may differ in composition; NFKC makes it one (RFC 8265). */
function normal(password: string): string {
  return password.normalize('NFKC');
}

/**
 * @returns a PHC string with its own salt
 * @throws RefusedError 429 when a hundred others wait
 */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normal(password), cost));
}

let dummy: Promise<string> | undefined;

/**
 * Whether the password is the one behind the hash. Without a hash (nobody has that address, or never chose a password)
 * it takes as long and answers false, so that time tells nothing.
 * @throws RefusedError 429 when a hundred others wait
 */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  dummy ??= hash('nobody has this password', cost);
  const against = stored ?? (await dummy);
  const isRight = await inTurn(() => verify(against, normal(password)));
  return isRight && typeof stored === 'string';
}
