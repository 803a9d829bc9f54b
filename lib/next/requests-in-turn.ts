import "server-only";
import { AsyncResource } from "node:async_hooks";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { onNodeRequest } from "./node-request";

/** How much of a connection may wait for the responses before, in bytes of memory. Browsers and proxies send nothing early. */
const MAX_WAITING = 65_536;

/** What a request and its response take beside their texts. A request can have 25 bytes. */
const PER_REQUEST = 4000;

/** What the name or the value of a header takes beside its text. A client can send 1,800 short ones in 10 kB. */
const PER_TEXT = 40;

const sizeOf = ({ rawHeaders, url = "" }: IncomingMessage): number =>
  rawHeaders.reduce((size, text) => size + text.length + PER_TEXT, PER_REQUEST + url.length);

/** Milliseconds without a byte, after which a connection ends. Otherwise a client that reads nothing would keep it. */
const MAX_SILENCE = 60_000;

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The last response of each connection, and how much waits for the responses before it. */
const turns = new WeakMap<Socket, { last: ServerResponse; waiting: number }>();

/** What a response waits for. */
const before = new WeakMap<ServerResponse, ServerResponse>();

/**
 * Handles the requests of a connection in turn. Node begins all that arrive together at once
 * (https://github.com/nodejs/node/issues/50850): a hundred pages fit into 4 kB, keep others waiting for a second and their output in
 * memory, and files stay open after the client has gone (https://github.com/nodejs/node/pull/62534).
 *
 * Delete when Node handles one at a time.
 */
export function handleInTurn(): void {
  const known = new WeakSet<Server>();
  onNodeRequest(({ server, socket, request, response }) => {
    count(socket, request, response);
    if (known.has(server)) return;
    known.add(server);
    server.timeout = MAX_SILENCE;
    const handlers = server.listeners("request") as Handler[];
    server.removeAllListeners("request");
    const handleAll: Handler = (...args) => handlers.forEach((handle) => handle(...args));
    server.on("request", inTurn(handleAll));
  });
}

/** Counts here, because Node answers a request without `Host` or with an unknown `Expect` itself, without an event. */
function count(socket: Socket, request: IncomingMessage, response: ServerResponse): void {
  const turn = turns.get(socket);
  if (!turn || turn.last.writableFinished) {
    turns.set(socket, { last: response, waiting: 0 });
    return;
  }
  // The first one may wait, whatever its size: it can arrive just before the end of the response is noticed.
  if (turn.waiting > MAX_WAITING) return void socket.destroy();
  const size = sizeOf(request);
  turn.waiting += size;
  turn.last.once("close", () => (turn.waiting -= size));
  before.set(response, turn.last);
  turn.last = response;
}

function inTurn(handle: Handler): Handler {
  return (request, response) => {
    const { socket } = request;
    const previous = before.get(response);
    if (socket.destroyed) return;
    if (!previous || previous.closed) return handle(request, response);
    // Bound, because the response before belongs to another request (node-request.ts).
    previous.once(
      "close",
      AsyncResource.bind(() => void (socket.destroyed || handle(request, response))),
    );
  };
}
