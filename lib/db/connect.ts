import "server-only";
import { createClient, LibsqlError, type Client } from "@libsql/client";
import { openFile } from "./sqlite";
import { QUERY_TIMEOUT } from "./query-timeout";

/** The driver has no timeout of its own. This one covers connecting, waiting and reading the body. */
async function fetchWithTimeout(request: Request): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(QUERY_TIMEOUT);
    const response = await fetch(request, { signal, cache: "no-store" });
    return new Response(await response.text(), response);
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
    throw new LibsqlError(reason, "UNREACHABLE");
  }
}

/** With the driver's default of 20, one stalled server would make the 21st query wait without a timeout. */
const CONCURRENCY = 1000;

/** Opens a database file or a libSQL server. Every query ends within `QUERY_TIMEOUT`. */
export function connect(url: string, authToken?: string): Client {
  if (url.startsWith("file:")) return openFile(url);
  return createClient({ url, authToken, concurrency: CONCURRENCY, fetch: fetchWithTimeout });
}
