import "server-only";
import { onNodeRequest } from "./node-request";

/** On one connection. Browsers and proxies then open another one. */
const MAX_REQUESTS = 100;

/**
 * Limits the requests of a connection. Node begins all that arrive together at once
 * (https://github.com/nodejs/node/issues/50850): a thousand fit into 34 kB, and would keep others waiting for seconds. Node tells
 * a client with the last response that it closes (https://nodejs.org/api/http.html#servermaxrequestspersocket). A
 * client that sends more gets no response, instead of Node's 503.
 *
 * Delete when Next has an option for it.
 */
export function limitPipelinedRequests(): void {
  onNodeRequest(({ server }) => {
    if (server.maxRequestsPerSocket === MAX_REQUESTS) return;
    server.maxRequestsPerSocket = MAX_REQUESTS;
    server.on("dropRequest", (_request, socket) => socket.destroy());
  });
}
