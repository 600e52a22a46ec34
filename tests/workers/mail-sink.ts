import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from 'smtp-server';

export interface ReceivedMail {
  recipients: string[];
  raw: Buffer;
}

/** What the server does to the next connections. */
export type SinkMood =
  | 'accept'
  /** 4xx or 5xx to the recipient. */
  | 'recipient-later'
  | 'recipient-unknown'
  /** 5xx after the message. */
  | 'content-refused'
  /** The connection is cut in the middle of the message. */
  | 'dies-in-message'
  /** The message is taken, and the connection cut before the server says so. */
  | 'dies-after-message';

export interface MailSink {
  url: string;
  received: ReceivedMail[];
  mood: SinkMood;
  close(): Promise<void>;
}

/** A real SMTP server that misbehaves on demand. */
export async function openMailSink(): Promise<MailSink> {
  const received: ReceivedMail[] = [];
  const sockets = new Map<string, () => void>();
  const sink = { received, mood: 'accept' as SinkMood };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onConnect(session, callback) {
      callback();
      void session;
    },
    onRcptTo(address: SMTPServerAddress, _session, callback) {
      if (sink.mood === 'recipient-later') return callback(answer(450, `${address.address} is busy`));
      if (sink.mood === 'recipient-unknown') return callback(answer(550, `${address.address} is unknown`));
      return callback();
    },
    onData(stream, session: SMTPServerSession, callback) {
      const chunks: Buffer[] = [];
      const cut = () => sockets.get(session.remotePort.toString())?.();
      stream.on('data', (chunk: Buffer) => {
        if (sink.mood === 'dies-in-message') cut();
        chunks.push(chunk);
      });
      stream.on('end', () => {
        if (sink.mood === 'dies-in-message') return;
        if (sink.mood === 'content-refused') return callback(answer(554, 'no such content'));
        received.push({
          recipients: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
        });
        if (sink.mood === 'dies-after-message') return cut();
        return callback();
      });
    },
  });
  server.on('error', () => {}); // connections that were cut
  server.server.on('connection', (socket) => {
    const key = String(socket.remotePort);
    sockets.set(key, () => socket.destroy());
    socket.on('close', () => sockets.delete(key));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(sink, {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  });
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
