import { z } from 'zod';

/** An absent variable and an empty one are the same: a compose file passes `SMTP_URL=` for "none". */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const withDefault = <Schema extends z.ZodType>(schema: Schema, value: string) =>
  z.preprocess((given) => (given === '' || given === undefined ? value : given), schema);

function url(protocols: readonly string[], example: string) {
  return z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `an address such as ${example}`,
    );
}

const origin = url(['http:', 'https:'], 'https://rouage.example').refine((text) => {
  if (!URL.canParse(text)) return true; // said above
  const { pathname, search, hash, username } = new URL(text);
  return pathname === '/' && search === '' && hash === '' && username === '';
}, 'an address without a path, such as https://rouage.example');

/** What Express calls "trust proxy": nothing, a number of hops, or the proxies' own addresses. */
const trustProxy = z
  .string()
  .regex(
    /^(false|true|loopback|\d{1,2}|[\da-fA-F.:/]+(,\s*[\da-fA-F.:/]+)*)$/,
    'a number of proxies (1), "loopback", or their addresses (10.0.0.0/8,192.168.1.2)',
  )
  .transform((text): boolean | number | string => {
    if (text === 'false') return false;
    if (text === 'true') return 1; // one hop: "everything" would let anybody choose its address
    return /^\d{1,2}$/.test(text) ? Number(text) : text;
  });

const port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'a port between 0 and 65535')
  .transform(Number);

const schema = z.object({
  /** The owner's address of PostgreSQL >= 15; the pool becomes the application's role by itself. */
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/rouage'),
  /** Absent: search answers from PostgreSQL. */
  MEILI_URL: optional(url(['http:', 'https:'], 'http://127.0.0.1:7700')),
  MEILI_MASTER_KEY: optional(z.string().min(16, 'at least 16 characters')),
  /** Absent: the queue is on PostgreSQL. */
  REDIS_URL: optional(url(['redis:', 'rediss:'], 'redis://127.0.0.1:6379')),
  /** Absent: mails are captured, and readable at /dev/courrier in development. */
  SMTP_URL: optional(url(['smtp:', 'smtps:'], 'smtp://user:password@host:587')),
  MAIL_FROM: withDefault(z.string().includes('@'), 'Rouage <ne-pas-repondre@rouage.example>'),
  /** Where people reach the site. Absent: each request's own Host is believed, fit for one's own machine only. */
  APP_URL: optional(origin.transform((text) => new URL(text).origin)),
  /** 0 lets the system choose. */
  PORT: withDefault(port, '3000'),
  /** The interface to listen on; 0.0.0.0 in a container. */
  HOST: withDefault(z.string().regex(/^[\w.:-]+$/, 'an address such as 127.0.0.1'), '127.0.0.1'),
  /** Absent: inbound X-Forwarded-* headers are dropped. */
  TRUST_PROXY: withDefault(trustProxy, 'false'),
  NODE_ENV: withDefault(z.enum(['development', 'production', 'test']), 'development'),
  LOG_LEVEL: withDefault(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
  /** `1`: a demonstration, whose captured mails anybody may read; `npm start` says so of its own database. */
  ROUAGE_DEMO: optional(z.enum(['0', '1'])),
  /** The data folder; absent: `.data` in the checkout. */
  ROUAGE_DATA: optional(z.string()),
});

export type Environment = z.infer<typeof schema>;

/** The configuration is wrong: every fault at once, each with its name and what it should be. */
export class EnvironmentError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `Configuration invalide / invalid configuration:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
    this.name = 'EnvironmentError';
  }
}

/** Values are never repeated in a fault: they may hold passwords. @throws EnvironmentError */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw new EnvironmentError(
    parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      const given = variables[name];
      const state = given === undefined || given === '' ? 'absente / missing' : 'invalide / invalid';
      const expected = issue.code === 'invalid_value' ? issue.values.join(', ') : remedy(issue.message, name);
      return `${name}: ${state}; attendu / expected: ${expected}`;
    }),
  );
}

function remedy(message: string, name: string): string {
  return name === 'DATABASE_URL' ? 'postgres://user:password@host:5432/rouage' : message;
}

let known: Environment | undefined;

/** The process's configuration, read and checked once. @throws EnvironmentError */
export function environment(): Environment {
  known ??= parseEnvironment(process.env);
  return known;
}
