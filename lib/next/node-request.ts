import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { oncePerProcess } from "./once-per-process";

/**
 * Next hands neither Node's request nor its response to pages, actions and handlers. Node publishes both before Next
 * handles a request: https://nodejs.org/api/diagnostics_channel.html#event-httpserverrequeststart
 *
 * Delete when socket-address.ts, response-status.ts and whole-page.ts are gone.
 */
export type NodeRequest = Readonly<{
  request: IncomingMessage;
  response: ServerResponse;
  socket: Socket;
  server: Server;
}>;

const storage = oncePerProcess("node request", () => new AsyncLocalStorage<NodeRequest>());

/** Node's view of the current request. Undefined during the build. */
export const nodeRequest = (): NodeRequest | undefined => storage.getStore();

/** Runs `listener` for every request before Next sees it. What arrives after a connection was closed is no request. */
export const onNodeRequest = (listener: (request: NodeRequest) => void): void =>
  subscribe("http.server.request.start", (message) => {
    const request = message as NodeRequest;
    if (!request.socket.destroyed) listener(request);
  });

export const trackNodeRequests = (): void =>
  onNodeRequest((request) => {
    // Node remembers the address once it was read. After the client has closed the connection it would be unknown.
    void request.socket.remoteAddress;
    storage.enterWith(request);
  });
