import "server-only";
import { createClient, LibsqlError, type Client } from "@libsql/client";
import { embedded } from "./sqlite";
import { QUERY_TIMEOUT } from "./query-timeout";
import { replicationIndex } from "./read-own-writes";

/** Asks a libSQL server, and gives up in time: on the connection, on the answer and on its last byte alike. */
function inTime(): (request: Request) => Promise<Response> {
  const index = replicationIndex();
  return async (request) => {
    try {
      const { url, method, headers } = request;
      const { body, note } = index.ask(await request.text());
      const response = await fetch(url, {
        method,
        headers,
        body,
        signal: AbortSignal.timeout(QUERY_TIMEOUT),
        cache: "no-store",
      });
      const answer = await response.text();
      note(answer);
      return new Response(answer, response);
    } catch (error) {
      const { message, cause } = error as Error;
      throw new LibsqlError(
        cause instanceof Error ? `${message}: ${cause.message}` : message,
        "UNREACHABLE",
      );
    }
  };
}

/** So many queries may be under way at once. With the driver's own 20, the 21st would wait behind those that get no answer. */
const AT_ONCE = 1000;

/** Opens a database file or speaks to a libSQL server. Every call ends within `QUERY_TIMEOUT`, with an answer or a fault. */
export function connect(url: string, authToken?: string): Client {
  return url.startsWith("file:")
    ? embedded(url)
    : createClient({ url, authToken, concurrency: AT_ONCE, fetch: inTime() });
}
