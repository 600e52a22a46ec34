/** A stream of server-sent events (HTML standard, 9.2), which a route returns. */
export interface EventStreamOptions {
  /**
   * Aborted when the response can no longer be written to. Not `request.signal`: Remix hands loaders a copy of the
   * request, and a garbage collection loses the signal that the copy follows.
   */
  closed: AbortSignal | undefined;
  heartbeatSeconds?: number;
  /** The stream ends by itself after this long, and the browser opens the next: nothing can leak for longer. */
  lifeSeconds?: number;
  /** @returns what to undo when the stream ends, however it ends; called once */
  open(send: SendEvent): () => void;
}

/** @param id what the browser sends back as `Last-Event-ID` when it reconnects */
export type SendEvent = (event: { name: string; id: string }) => void;

const reconnectMs = 1_000;

export function eventStream(options: EventStreamOptions): Response {
  const encoder = new TextEncoder();
  const { heartbeatSeconds = 10, lifeSeconds = 30 } = options;
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        // Nobody reads: the reader is gone or hopelessly slow. What it misses it learns by reconnecting.
        if ((controller.desiredSize ?? 0) < -maxBacklog) return end();
        controller.enqueue(encoder.encode(text));
      };
      let close = () => {};
      let ended = false;
      end = () => {
        if (ended) return;
        ended = true;
        clearInterval(heartbeat);
        clearTimeout(life);
        options.closed?.removeEventListener('abort', end);
        close();
        try {
          controller.close();
        } catch {
          // cancelled by its reader: closed already
        }
      };
      const heartbeat = setInterval(() => write(': \n\n'), heartbeatSeconds * 1000);
      const life = setTimeout(() => end(), lifeSeconds * 1000 * (0.8 + Math.random() * 0.4));
      options.closed?.addEventListener('abort', end, { once: true });
      write(`retry: ${reconnectMs}\n\n`);
      close = options.open(({ name, id }) => {
        if (!ended) write(`event: ${name}\nid: ${id}\ndata: \n\n`);
      });
      if (ended) close();
      if (options.closed?.aborted) end();
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

/** Chunks; a stream carries a few a minute. */
const maxBacklog = 64;
