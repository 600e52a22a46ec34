import { notFoundResponse } from '~/http/refusals.server';

/** Every address that nothing else answers; the root's error page speaks. */
export function loader() {
  throw notFoundResponse();
}

export function action() {
  throw notFoundResponse();
}

export default function NotFound() {
  return null;
}
