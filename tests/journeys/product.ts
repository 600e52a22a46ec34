import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, vi } from 'vitest';
import type { Database } from '~db/client.server';
import { loadDemo } from '~db/seeds/load-demo.server';
import { freePort } from '../../scripts/embedded/postgres';
import { testDatabase } from '../database';

/** The product as it is deployed: the built web process and worker, a database of its own, a real SMTP server. */
export interface Product {
  url: string;
  db: Database;
  /** Mails received so far, oldest first. */
  mails: Email[];
  /** The first mail to an address whose subject says so; waits for it. */
  mailTo: (address: string, subject: RegExp) => Promise<Email>;
}

const programs: ChildProcess[] = [];

/** Start it for this test file; it stops after the file. */
export async function startProduct(): Promise<Product> {
  const { url: databaseUrl, db } = await testDatabase();
  await loadDemo(databaseUrl);
  const mails: Email[] = [];
  const smtpPort = await receiveMails(mails);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...process.env,
    NODE_ENV: 'production' as const,
    LOG_LEVEL: 'warn',
    DATABASE_URL: databaseUrl,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    PORT: String(port),
  };
  afterAll(stopPrograms);
  for (const bundle of ['server', 'worker'])
    programs.push(
      spawn(process.execPath, ['--enable-source-maps', `build/node/${bundle}.js`], {
        env: environment,
        stdio: ['ignore', 'inherit', 'inherit'],
      }),
    );
  await vi.waitFor(
    async () => {
      if (!(await answers(`${url}/readyz`))) throw new Error(`${url} is not ready`);
    },
    { timeout: 60_000, interval: 100 },
  );
  return {
    url,
    db,
    mails,
    mailTo: (address, subject) =>
      vi.waitFor(
        () => {
          const found = mails.find(
            (mail) => mail.to?.some((to) => to.address === address) && subject.test(mail.subject ?? ''),
          );
          if (!found) throw new Error(`no mail to ${address} about ${subject}`);
          return found;
        },
        { timeout: 30_000, interval: 100 },
      ),
  };
}

async function receiveMails(mails: Email[]): Promise<number> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, callback) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(parts)).then((mail) => {
          mails.push(mail);
          callback();
        }, callback);
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())));
  return (smtp.server.address() as AddressInfo).port;
}

async function stopPrograms(): Promise<void> {
  await Promise.all(
    programs.splice(0).map(
      (program) =>
        new Promise<void>((resolve) => {
          if (program.exitCode !== null || program.signalCode !== null) return resolve();
          program.once('exit', () => resolve());
          program.kill('SIGTERM');
        }),
    ),
  );
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
