import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";

type RequestStart = Readonly<{ socket: Readonly<{ remoteAddress?: string }> }>;

// On globalThis, because instrumentation.ts and the routes are bundled apart and would each have one of their own.
const shared = globalThis as { signetSocket?: AsyncLocalStorage<string | undefined> };
const current = (shared.signetSocket ??= new AsyncLocalStorage());

/**
 * Notes for every request which address its connection comes from. Next keeps that from actions and handlers: it writes
 * it into `X-Forwarded-For` only where a client has sent no such header, so nobody can tell the two apart there. Node
 * announces each request before Next sees it (`diagnostics_channel`), and what is noted here no header can change.
 */
export function watchSockets(): void {
  subscribe("http.server.request.start", (message) => current.enterWith((message as RequestStart).socket.remoteAddress));
}

/** The address at the other end of this request's connection; undefined where no server of Node's took the request. */
export const socketAddress = (): string | undefined => current.getStore();
