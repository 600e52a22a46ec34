import type { ActionFunctionArgs } from '@remix-run/node';

const origin = 'http://rouage.test';

export interface Sending {
  cookie?: string;
  params?: Record<string, string>;
  clientAddress?: string;
}

/** What a route's loader or action is given: a real request, and what the server knows of it. */
export function argumentsOf(
  path: string,
  form: Readonly<Record<string, string>> | null,
  { cookie, params = {}, clientAddress = '192.0.2.1' }: Sending = {},
): ActionFunctionArgs {
  const headers = new Headers({ 'user-agent': 'Test/1.0' });
  if (cookie) headers.set('cookie', cookie);
  const init = form ? { method: 'POST', body: new URLSearchParams(form), headers } : { headers };
  return {
    request: new Request(`${origin}${path}`, init),
    params,
    context: {
      requestId: 'r-1',
      nonce: '',
      clientAddress,
      secure: false,
      responseClosed: new AbortController().signal,
    },
  };
}

export interface Answer {
  status: number;
  location: string | null;
  setCookie: string | null;
  data: unknown;
}

/** What a route answered or threw, whether a response, data with a status, or plain data. */
export async function answerOf(work: () => unknown): Promise<Answer> {
  let answer: unknown;
  try {
    answer = await work();
  } catch (thrown) {
    answer = thrown;
  }
  if (answer instanceof Error) throw answer;
  if (answer instanceof Response)
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      setCookie: answer.headers.get('set-cookie'),
      data: null,
    };
  if (typeof answer === 'object' && answer !== null && 'init' in answer && 'data' in answer) {
    const { status = 200 } = (answer.init ?? {}) as ResponseInit;
    return { status, location: null, setCookie: null, data: answer.data };
  }
  return { status: 200, location: null, setCookie: null, data: answer };
}

/** The `Cookie` header that a browser would send after this answer. */
export function cookieOf(answer: Answer): string {
  return answer.setCookie?.split(';')[0] ?? '';
}
