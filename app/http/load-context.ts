import '@remix-run/server-runtime';

/** What the web server knows of a request and every loader and action may use. */
export interface LoadContext {
  /** Marks the page's own scripts for the content security policy; a new one for each response. */
  nonce: string;
  /** On the response (`X-Request-Id`), on its log line, on its error page. */
  requestId: string;
  /** The client's address; a proxy's word is taken only when `TRUST_PROXY` says so. */
  clientAddress: string;
  /** Whether people reach the site over TLS. */
  secure: boolean;
  /** Aborted when the response is over, sent or not: the only sure sign that a stream's reader is gone. */
  responseClosed: AbortSignal;
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends LoadContext {}
}

declare global {
  namespace Express {
    interface Locals extends LoadContext {
      /** Answered already, because of its body: whoever reads that body sees it break off. */
      bodyRefused?: boolean;
    }
  }
}
