import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

type RequestStart = Readonly<{
  socket: Readonly<{ remoteAddress?: string }>;
  request: IncomingMessage;
  response: ServerResponse;
}>;

// On globalThis, because instrumentation.ts and the routes are bundled apart and would each have one of their own.
const shared = globalThis as { signetSocket?: AsyncLocalStorage<RequestStart> };
const current = (shared.signetSocket ??= new AsyncLocalStorage());

/**
 * Notes for every request which connection it comes from. Next keeps that from actions and handlers: it writes the
 * address into `X-Forwarded-For` only where a client has sent no such header, so nobody can tell the two apart there. Node
 * announces each request before Next sees it (`diagnostics_channel`), and what is noted here no header can change.
 */
export function watchSockets(): void {
  subscribe("http.server.request.start", (message) => current.enterWith(message as RequestStart));
}

/** The address at the other end of this request's connection; undefined where no server of Node's took the request. */
export const socketAddress = (): string | undefined => current.getStore()?.socket.remoteAddress;

/** This request, as it is when Next has dealt with its headers; undefined where no server of Node's took it. */
export const currentRequest = (): IncomingMessage | undefined => current.getStore()?.request;

/** For how long whoever got a 503 is asked to wait, in seconds. */
const RETRY_AFTER = "5";

/**
 * Makes the answer to this request a 503, if it has not begun. Next knows only 500 for whatever a page throws, and a
 * database that is out of reach for a minute is not that: monitors, crawlers and proxies treat the two differently.
 */
export function answerUnavailable(): void {
  const response = current.getStore()?.response;
  if (!response || response.headersSent) return;
  response.setHeader("Retry-After", RETRY_AFTER);
  Object.defineProperty(response, "statusCode", { get: () => 503, set: () => {} });
}
