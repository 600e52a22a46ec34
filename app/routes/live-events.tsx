import type { LoaderFunctionArgs } from '@remix-run/node';
import { currentActor } from '~/http/actor.server';
import { liveStream } from '~/http/live-stream.server';
import { readLiveRequest } from '~/notifications/live-request';
import { followableTopics } from '~/notifications/live-topic-queries.server';

/** Server-sent events: tells an open page that what it shows has changed. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const asked = readLiveRequest(new URL(request.url).searchParams);
  if (!asked) return notFound();
  const actor = await currentActor(request);
  const topics = await followableTopics(actor, asked);
  if (!topics) return notFound();
  const stream = liveStream({
    topics,
    reader: actor?.personId ?? context.clientAddress,
    lastState: request.headers.get('last-event-id'),
    ageMs: asked.ageMs,
    closed: context.responseClosed,
  });
  return stream ?? new Response(null, { status: 429, headers: { 'Retry-After': '30' } });
}

/** No page: an EventSource reads nothing but the status. */
function notFound() {
  return new Response(null, { status: 404 });
}
