import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import { data } from '@remix-run/node';

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;

export interface RouteGuardOptions {
  isDatabaseDown: (error: unknown) => boolean;
  log: (error: unknown, requestId: string) => void;
}

/** What an error boundary receives for any failure: a code to word, and the number to quote to the operator. */
export interface RouteFailure {
  code: string;
  requestId: string;
}

/**
 * Wraps every loader and action, so that page and data requests fail alike: a dead database is 503
 * `database-down`, any other crash 500 `unexpected`, logged here with its stack and shown without; refusals that
 * routes throw on purpose keep their status and gain the request's number.
 */
export function guardRoutes(build: ServerBuild, options: RouteGuardOptions): ServerBuild {
  const routes: ServerBuild['routes'] = {};
  for (const [id, route] of Object.entries(build.routes)) {
    if (!route) continue;
    const { loader, action } = route.module;
    routes[id] = {
      ...route,
      module: {
        ...route.module,
        ...(loader && { loader: guard(loader as Handler, options) }),
        ...(action && { action: guard(action as Handler, options) }),
      },
    };
  }
  return { ...build, routes };
}

function guard(handler: Handler, options: RouteGuardOptions) {
  return async (args: LoaderFunctionArgs & ActionFunctionArgs) => {
    try {
      return await handler(args);
    } catch (error) {
      throw failureOf(error, args, options);
    }
  };
}

function failureOf(error: unknown, args: LoaderFunctionArgs, options: RouteGuardOptions): unknown {
  const { requestId } = args.context;
  if (error instanceof Response) return error;
  if (isThrownData(error)) {
    return isRecord(error.data) ? data({ ...error.data, requestId }, error.init ?? {}) : error;
  }
  if (args.request.signal.aborted) return error; // nobody is there to read it
  const down = options.isDatabaseDown(error);
  options.log(error, requestId);
  const failure: RouteFailure = { code: down ? 'database-down' : 'unexpected', requestId };
  return data(failure, { status: down ? 503 : 500 });
}

function isThrownData(value: unknown): value is { data: unknown; init: ResponseInit | null } {
  return isRecord(value) && value['type'] === 'DataWithResponseInit' && 'data' in value && 'init' in value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
