import "server-only";
import type { Socket } from "node:net";
import { onNodeRequest } from "./node-request";

/** Browsers and proxies send the next request of a connection after the response to the one before. */
const MAX_PIPELINED = 10;

/**
 * Closes a connection on which too many requests wait for their responses. Node begins them all at once
 * (https://github.com/nodejs/node/issues/50850): a thousand fit into 34 kB, and would keep others waiting for seconds.
 *
 * Delete when Node has a limit of its own.
 */
export function limitPipelinedRequests(): void {
  const waiting = new WeakMap<Socket, number>();
  const add = (socket: Socket, count: number): number => {
    const sum = (waiting.get(socket) ?? 0) + count;
    waiting.set(socket, sum);
    return sum;
  };
  onNodeRequest(({ response, socket }) => {
    response.once("close", () => add(socket, -1));
    if (add(socket, 1) > MAX_PIPELINED) socket.destroy();
  });
}
