import { createContext, useContext } from 'react';

const NonceContext = createContext<string | undefined>(undefined);

/** Given by the server's entry only: browsers hide a nonce from scripts, so the client has none and needs none. */
export const NonceProvider = NonceContext.Provider;

/** The mark that lets the page's own scripts run under the content security policy. */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
