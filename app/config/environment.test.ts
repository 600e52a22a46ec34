import { describe, expect, it } from 'vitest';
import { EnvironmentError, parseEnvironment } from './environment.server';

const database = { DATABASE_URL: 'postgres://rouage:secret@127.0.0.1:5432/rouage' };

describe('configuration', () => {
  it('needs a database and nothing else', () => {
    expect(parseEnvironment(database)).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      TRUST_PROXY: false,
      NODE_ENV: 'development',
      LOG_LEVEL: 'info',
    });
  });

  it('takes an empty variable for an absent one', () => {
    const parsed = parseEnvironment({ ...database, SMTP_URL: '', PORT: '', REDIS_URL: '', TRUST_PROXY: '' });
    expect(parsed.SMTP_URL).toBeUndefined();
    expect(parsed.REDIS_URL).toBeUndefined();
    expect(parsed.PORT).toBe(3000);
    expect(parsed.TRUST_PROXY).toBe(false);
  });

  it('names every fault at once, and repeats no secret', () => {
    let fault: unknown;
    try {
      parseEnvironment({
        DATABASE_URL: 'mysql://root:hunter2@db/x',
        PORT: '70000',
        APP_URL: 'https://rouage.example/path',
        TRUST_PROXY: 'everybody!',
        NODE_ENV: 'staging',
        MEILI_MASTER_KEY: 'short-hunter2',
      });
    } catch (error) {
      fault = error;
    }
    if (!(fault instanceof EnvironmentError)) throw new Error('accepted');
    for (const name of ['DATABASE_URL', 'PORT', 'APP_URL', 'TRUST_PROXY', 'NODE_ENV', 'MEILI_MASTER_KEY'])
      expect(fault.faults.filter((text) => text.startsWith(`${name}:`))).toHaveLength(1);
    expect(fault.message).not.toContain('hunter2');
  });

  it('says that the database is missing, and how to name one', () => {
    expect(() => parseEnvironment({})).toThrow(/DATABASE_URL: absente.*postgres:\/\//);
  });

  it.each([
    ['1', 1],
    ['true', 1],
    ['false', false],
    ['loopback', 'loopback'],
    ['10.0.0.0/8, 192.168.1.2', '10.0.0.0/8, 192.168.1.2'],
  ])('reads TRUST_PROXY=%s', (text, value) => {
    expect(parseEnvironment({ ...database, TRUST_PROXY: text }).TRUST_PROXY).toBe(value);
  });

  it('keeps only the origin of APP_URL', () => {
    expect(parseEnvironment({ ...database, APP_URL: 'https://Rouage.example/' }).APP_URL).toBe(
      'https://rouage.example',
    );
  });
});
