import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { charterVersion } from '~/group-purchases/charter';
import { applyCommitmentChanges, type CommitmentChange } from '~/group-purchases/commit-batch.server';
import { CommitmentQueue } from '~/group-purchases/commitment-queue.server';
import { recomputePool } from '~/group-purchases/recompute-pool.server';
import { paths } from '~/http/paths';
import { createDatabase, type Database } from '~db/client.server';
import { makeGroupPurchase } from '~db/factories/group-purchases.server';
import { makeMember, makeSession } from '~db/factories/people.server';
import { buildIfStale } from '../build-if-stale';
import { projectFolder } from '../embedded/data-folder';
import { holdServers } from '../embedded/servers';

const clients = 64;
const secondsEach = 6;
const memberCount = 400;

interface Member {
  organisationId: string;
  personId: string;
  cookie: string;
}

interface Order {
  id: string;
  ref: string;
}

interface Rate {
  name: string;
  joins: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/**
 * `npm run bench -- join`: joins to one order by 64 concurrent clients on a disk that is waited for, in one run: the
 * row-locked transaction bare; the application's command; the application's form, posted over HTTP to the production
 * build. Each total is checked against its ledger.
 */
export async function run(): Promise<void> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-bench-'));
  fs.chmodSync(dataFolder, 0o755);
  delete process.env['DATABASE_URL'];
  const servers = await holdServers({ dataFolder, durable: true, search: false });
  const { databaseUrl } = servers.urls;
  const db = createDatabase(databaseUrl, 10);
  try {
    await buildIfStale();
    const members = await makeMembers(db);
    const bare = await withOrder(db, members, (order) => bareJoins(databaseUrl, order, members));
    report(bare, bare);
    report(await withOrder(db, members, (order) => queuedJoins(db, order, members)), bare);
    report(await withOrder(db, members, (order) => postedJoins(databaseUrl, order, members)), bare);
  } finally {
    await db.destroy();
    await servers.release();
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
}

function report(rate: Rate, bare: Rate): void {
  const ratio = rate.perSecond / bare.perSecond;
  console.log(
    `${rate.name.padEnd(34)} ${Math.round(rate.perSecond).toString().padStart(7)}/s  x${ratio.toFixed(2)}  ` +
      `p50 ${rate.p50Ms.toFixed(1)} ms  p99 ${rate.p99Ms.toFixed(1)} ms  (${rate.joins} joins, total = ledger)`,
  );
}

async function makeMembers(db: Database): Promise<Member[]> {
  const members: Member[] = [];
  for (let count = 0; count < memberCount; count += 1) {
    const member = await makeMember(db);
    const { cookie } = await makeSession(db, member);
    members.push({ organisationId: member.organisation.id, personId: member.person.id, cookie });
  }
  return members;
}

/** An order in which everybody stands already, so that each measure changes and none accepts charters. */
async function withOrder(
  db: Database,
  members: readonly Member[],
  measure: (order: Order) => Promise<Rate>,
): Promise<Rate> {
  const order = await makeGroupPurchase(db);
  const first = members.map((member) => changeOf(member, 1));
  await applyCommitmentChanges(db, order.id, first);
  const rate = await measure(order);
  await checkTotal(db, order.id, rate.joins + members.length);
  return rate;
}

async function checkTotal(db: Database, id: string, rows: number): Promise<void> {
  await db.transaction().execute((trx) => recomputePool(trx, id));
  const sum = (table: 'commitments' | 'commitment_ledger', column: string) =>
    db
      .selectFrom(table)
      .where('group_purchase_id', '=', id)
      .select((eb) => [
        eb.fn.sum<number>(eb.ref(column as never)).as('sum'),
        eb.fn.countAll<number>().as('rows'),
      ])
      .executeTakeFirstOrThrow();
  const ledger = await sum('commitment_ledger', 'quantity_delta');
  const commitments = await sum('commitments', 'quantity');
  const pool = await db
    .selectFrom('pools')
    .where('group_purchase_id', '=', id)
    .select('total_quantity')
    .executeTakeFirstOrThrow();
  const sums = [ledger.sum, commitments.sum, pool.total_quantity].map(Number);
  if (new Set(sums).size !== 1 || ledger.rows !== rows)
    throw new Error(`ledger, commitments, pool: ${sums.join(', ')}; ${ledger.rows} rows for ${rows} joins`);
}

function changeOf(member: Member, quantity: number): CommitmentChange {
  return {
    operationId: randomUUID(),
    organisationId: member.organisationId,
    personId: member.personId,
    demand: {
      schedule: [{ quantity, maxUnitPriceCents: 420 }],
      firmness: 'firm',
      fallback: 'cancel',
      acceptsCharter: charterVersion,
    },
  };
}

/** Each client joins as the next member as soon as its last join was answered. */
async function hammer(name: string, join: (client: number, turn: number) => Promise<void>): Promise<Rate> {
  const latencies: number[] = [];
  let turn = 0;
  const begun = performance.now();
  const until = begun + secondsEach * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const sent = performance.now();
        turn += 1;
        await join(client, turn);
        latencies.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    name,
    joins: latencies.length,
    perSecond: latencies.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

const memberAt = (members: readonly Member[], turn: number): Member => {
  const member = members[turn % members.length];
  if (!member) throw new Error('no members');
  return member;
};
// Never what the member stands at already: a change that changes nothing writes nothing.
const quantityAt = (turn: number) => 2 + Math.floor(turn / memberCount);

/** The same rows, one transaction a join, with nothing around it: what a row lock and a flush allow. */
async function bareJoins(databaseUrl: string, order: Order, members: readonly Member[]): Promise<Rate> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 16, options: '-c role=rouage_app' });
  const rate = await hammer('bare transaction, row locked', async (_client, turn) => {
    const connection = await pool.connect();
    try {
      await bareJoin(connection, order.id, memberAt(members, turn), quantityAt(turn));
    } finally {
      connection.release();
    }
  });
  await pool.end();
  return rate;
}

async function bareJoin(sql: pg.PoolClient, id: string, member: Member, quantity: number): Promise<void> {
  const { organisationId, personId } = member;
  const operationId = randomUUID();
  const demand = JSON.stringify([{ quantity, maxUnitPriceCents: 420 }]);
  await sql.query('begin');
  await sql.query({
    name: 'lock',
    text: 'select state, opens_at, closes_at from group_purchases where id = $1 for update',
    values: [id],
  });
  const { rows } = await sql.query<{ quantity: number }>({
    name: 'read',
    text: `select clock_timestamp(), quantity from commitments where group_purchase_id = $1 and organisation_id = $2`,
    values: [id, organisationId],
  });
  await sql.query({
    name: 'ledger',
    text: `insert into commitment_ledger (group_purchase_id, organisation_id, operation_id, quantity_delta,
      quantity_after, firmness, demand, person_id) values ($1, $2, $3, $4, $5, 'firm', $6, $7)`,
    values: [
      id,
      organisationId,
      operationId,
      quantity - (rows[0]?.quantity ?? 0),
      quantity,
      demand,
      personId,
    ],
  });
  await sql.query({
    name: 'commitment',
    text: `update commitments set quantity = $3, demand = $4, firmness = 'firm', updated_at = clock_timestamp()
      where group_purchase_id = $1 and organisation_id = $2`,
    values: [id, organisationId, quantity, demand],
  });
  await sql.query({
    name: 'operation',
    text: `insert into operations (organisation_id, operation_id, verb, body_hash, outcome, person_id)
      values ($1, $2, 'commit-demand', '\\x00', '{}', $3)`,
    values: [organisationId, operationId, personId],
  });
  await sql.query({
    name: 'event',
    text: `insert into events (kind, aggregate_kind, aggregate_id, payload, person_id, organisation_id)
      values ('commitment.changed', 'group-purchase', $1, '{}', $2, $3)`,
    values: [id, personId, organisationId],
  });
  await sql.query('commit');
}

function queuedJoins(db: Database, order: Order, members: readonly Member[]): Promise<Rate> {
  const queue = new CommitmentQueue(() => db);
  return hammer('command, batched in the process', async (_client, turn) => {
    const outcome = await queue.enqueue(order.id, changeOf(memberAt(members, turn), quantityAt(turn)));
    if (!outcome.ok) throw new Error(outcome.refusal.code);
  });
}

async function postedJoins(databaseUrl: string, order: Order, members: readonly Member[]): Promise<Rate> {
  const { child, port } = await startWeb(databaseUrl);
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  try {
    return await hammer('form over HTTP, production build', (_client, turn) =>
      postJoin({ agent, port, path: paths.commitment(order.ref) }, memberAt(members, turn), quantityAt(turn)),
    );
  } finally {
    agent.destroy();
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
}

function startWeb(databaseUrl: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'app/server.ts'], {
    cwd: projectFolder(),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the web process ended with ${code}`)));
    child.on('message', (said: unknown) => {
      const port =
        typeof said === 'object' && said !== null && 'listening' in said ? Number(said.listening) : 0;
      if (port > 0) resolve({ child, port });
    });
  });
}

function postJoin(
  to: { agent: http.Agent; port: number; path: string },
  member: Member,
  quantity: number,
): Promise<void> {
  const body = new URLSearchParams({
    operationId: randomUUID(),
    'demand[0].quantity': String(quantity),
    'demand[0].maxUnitPrice': '4,20',
    firmness: 'firm',
    fallback: 'cancel',
  }).toString();
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        ...to,
        host: '127.0.0.1',
        method: 'POST',
        headers: {
          cookie: member.cookie,
          origin: `http://127.0.0.1:${to.port}`,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 302 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
