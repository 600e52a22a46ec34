import { useLocation, useNavigationType, useSubmit } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';

/** Longer than between two strokes of a quick typist, shorter than a pause for thought. */
const TYPING_PAUSE_MS = 180;

/**
 * A GET form that sends itself: at once when a box is ticked, after a pause while one types. Without JavaScript it is
 * a form with a button.
 *
 * `formKey` changes when the page was reached in any other way than by this form (a link, the back button), so that
 * its fields show the URL again; while one types they stay as they are, focus included.
 */
export function useLiveForm() {
  const submit = useSubmit();
  const location = useLocation();
  const cameBack = useNavigationType() === 'POP';
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const key = useRef(location.key);
  const isOwn = isOwnState(location.state) && !cameBack;
  if (!isOwn) key.current = location.key;

  useEffect(() => () => clearTimeout(timer.current), []);

  const send = useCallback(
    (form: HTMLFormElement | null, options: { replace: boolean }) => {
      clearTimeout(timer.current);
      if (form) submit(form, { ...options, preventScrollReset: true, state: { liveForm: true } });
    },
    [submit],
  );
  const sendSoon = useCallback(
    (form: HTMLFormElement | null) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => send(form, { replace: true }), TYPING_PAUSE_MS);
    },
    [send],
  );
  return { formKey: key.current, send, sendSoon };
}

function isOwnState(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'liveForm' in state;
}
