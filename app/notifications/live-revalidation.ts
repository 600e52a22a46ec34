import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { LiveConnection } from './live-connection';
import type { AskedTopic } from './live-request';

let connection: LiveConnection | undefined;

function pageConnection(): LiveConnection {
  if (connection) return connection;
  const made = new LiveConnection({ EventSource: globalThis.EventSource });
  connection = made;
  const look = () => made.pause(document.visibilityState === 'hidden');
  document.addEventListener('visibilitychange', look);
  look();
  return made;
}

/**
 * Load the page's data again whenever one of the topics has changed: `person` is its reader's notices,
 * `group-purchase:<id>` an order. Without JavaScript, or without a stream, the page is as fresh as its last load.
 */
export function useLiveRevalidation(topics: readonly AskedTopic[]): void {
  const revalidator = useRevalidator();
  const latest = useRef(revalidator);
  latest.current = revalidator;
  const key = [...topics].sort().join(' ');
  useEffect(() => {
    if (key === '') return;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const reload = () => {
      clearTimeout(waiting);
      if (showsFaults()) waiting = setTimeout(reload, faultsPauseMs);
      // a load under way may have read before the change: ask again even so
      else latest.current.revalidate();
    };
    const leave = pageConnection().follow(key.split(' ') as AskedTopic[], reload);
    return () => {
      clearTimeout(waiting);
      leave();
    };
  }, [key]);
}

const faultsPauseMs = 1000;

/** Loading again forgets what an action answered: a notice must not wipe a form's faults from under its reader. */
function showsFaults(): boolean {
  return document.querySelector('[role="alert"], .field-errors') !== null;
}
