import type { LoaderFunctionArgs } from '@remix-run/node';
import { currentActor } from '~/http/actor.server';
import { liveStream } from '~/http/live-stream.server';
import { notFoundResponse } from '~/http/refusals.server';
import { readLiveRequest } from '~/notifications/live-request';
import { followableTopics } from '~/notifications/live-topic-queries.server';

/** Server-sent events: tells an open page that what it shows has changed. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const asked = readLiveRequest(new URL(request.url).searchParams);
  if (!asked) throw notFoundResponse();
  const actor = await currentActor(request);
  const topics = await followableTopics(actor, asked);
  if (!topics) throw notFoundResponse();
  const stream = liveStream({
    topics,
    reader: actor?.personId ?? context.clientAddress,
    lastState: request.headers.get('last-event-id'),
    ageMs: asked.ageMs,
    closed: context.responseClosed,
  });
  return stream ?? new Response(null, { status: 429, headers: { 'Retry-After': '30' } });
}
