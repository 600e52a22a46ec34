import { connectListener } from '~db/client.server';

export interface Listening {
  stop(): Promise<void>;
}

export interface ListenOptions {
  channel: 'rouage_events' | 'rouage_live';
  onNotify: (payload: string) => void;
  /** The connection stands (again): whatever was said meanwhile is lost, so ask the database what is true. */
  onConnected: () => void;
  onLost?: (error: Error) => void;
}

const pauseMs = { first: 250, longest: 5_000 };

/**
 * Hear one NOTIFY channel on one connection of its own, for as long as the process lives: a database that restarts is
 * found again, after a pause that doubles up to 5 s. NOTIFY is only a wake-up; nothing may depend on hearing it.
 */
export function listen(options: ListenOptions): Listening {
  let stopped = false;
  let endConnection: (() => Promise<void>) | undefined;
  let retry: NodeJS.Timeout | undefined;
  let wait = pauseMs.first;

  async function connect(): Promise<void> {
    let lost = false;
    const client = await connectListener();
    const lose = (error: Error) => {
      if (lost || stopped) return;
      lost = true;
      options.onLost?.(error);
      void client.end().catch(() => {});
      again();
    };
    client.on('error', lose);
    client.on('end', () => lose(new Error('the listening connection ended')));
    client.on('notification', (message) => options.onNotify(message.payload ?? ''));
    if (stopped) return client.end();
    endConnection = () => client.end();
    await client.query(`listen ${options.channel}`);
    wait = pauseMs.first;
    options.onConnected();
  }

  function again(): void {
    if (stopped) return;
    retry = setTimeout(start, wait);
    wait = Math.min(wait * 2, pauseMs.longest);
  }

  function start(): void {
    connecting = connect().catch((error: unknown) => {
      options.onLost?.(error instanceof Error ? error : new Error(String(error)));
      again();
    });
  }

  let connecting: Promise<void> = Promise.resolve();
  start();
  return {
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await connecting;
      await endConnection?.().catch(() => {});
    },
  };
}
