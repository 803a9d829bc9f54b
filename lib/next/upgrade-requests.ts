import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Next listens for `Upgrade` requests and leaves their sockets open without an answer, for WebSocket servers of the app's
 * own: each one costs a file descriptor until the process ends. Without a listener Node ignores the header and answers
 * such a request like any other.
 *
 * Delete when Next closes unanswered upgrades: https://github.com/vercel/next.js/pull/97028
 */
export function ignoreUpgradeRequests(): void {
  // Published for each connection before its first request. Node sets `server`, its types do not know it.
  subscribe("net.server.socket", (message) => {
    const { socket } = message as { socket: Socket & { server?: Server } };
    socket.server?.removeAllListeners("upgrade");
  });
}
