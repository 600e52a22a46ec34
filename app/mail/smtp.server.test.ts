import { describe, expect, it } from 'vitest';
import { failedDelivery } from './smtp.server';

const failure = (fields: Record<string, unknown>) => Object.assign(new Error('no'), fields);

describe('what a failed delivery means', () => {
  it.each([
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'refused'],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'refused'],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450 }, 'later'],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 421 }, 'later'],
    [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'later'],
    [{ code: 'EPROTOCOL', command: 'CONN', responseCode: 554 }, 'later'],
    [{ code: 'ECONNECTION', command: 'CONN' }, 'later'],
    [{ code: 'ESOCKET', command: 'CONN' }, 'later'],
    [{ code: 'ETIMEDOUT' }, 'later'],
    [{ code: 'EENVELOPE' }, 'refused'],
  ])('%o: %s', (fields, state) => {
    expect(failedDelivery(failure(fields)).state).toBe(state);
  });

  it('keeps no text of the server’s, which quotes the address', () => {
    const delivery = failedDelivery(
      failure({
        code: 'EENVELOPE',
        command: 'RCPT TO',
        responseCode: 550,
        response: '550 <a@rouage.example> unknown',
      }),
    );
    expect(delivery).toEqual({ state: 'refused', reason: 'EENVELOPE RCPT TO 550' });
  });
});
