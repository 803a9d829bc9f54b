import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, LibsqlError, type Client } from "@libsql/client";
import { replicationIndex } from "./read-own-writes";

/** How long a query may take before its caller is told that the database does not answer, in milliseconds. */
export const PATIENCE = 4000;

/**
 * How long the driver itself waits for a lock, in milliseconds. Embedded, it waits on the thread that serves everybody:
 * long enough for another process's short write, and no longer.
 */
const DRIVER_WAITS = 10;

/** Between two tries, in milliseconds; of different length, so that two who wait don't meet again. */
const pause = (): number => 15 + Math.random() * 30;

const isBusy = (error: unknown): boolean => error instanceof LibsqlError && error.code === "SQLITE_BUSY";

/** Tries again while another process holds the lock. What was busy has done nothing, so trying again does it once. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error;
      await sleep(pause());
    }
  }
}

const waiting = ["execute", "batch", "migrate", "transaction"] as const;

/** A database file. Nobody else's page waits while a query waits for a lock. */
function embedded(url: string): Client {
  const client = createClient({ url, timeout: DRIVER_WAITS });
  for (const name of waiting) {
    const call = client[name].bind(client) as (...args: unknown[]) => Promise<never>;
    client[name] = (...args: unknown[]) => inTurn(() => call(...args));
  }
  return client;
}

/** Asks a libSQL server, and gives up in time: on the connection, on the answer and on its last byte alike. */
function inTime(): (request: Request) => Promise<Response> {
  const index = replicationIndex();
  return async (request) => {
    try {
      const { url, method, headers } = request;
      const body = index.ask(await request.text());
      const response = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(PATIENCE), cache: "no-store" });
      const answer = await response.text();
      index.note(answer);
      return new Response(answer, response);
    } catch (error) {
      const { message, cause } = error as Error;
      throw new LibsqlError(cause instanceof Error ? `${message}: ${cause.message}` : message, "UNREACHABLE");
    }
  };
}

/** So many queries may be under way at once. With the driver's own 20, the 21st would wait behind those that get no answer. */
const AT_ONCE = 1000;

/** Opens a database file or speaks to a libSQL server. Every call ends within `PATIENCE`, with an answer or a fault. */
export function connect(url: string, authToken?: string): Client {
  return url.startsWith("file:") ? embedded(url) : createClient({ url, authToken, concurrency: AT_ONCE, fetch: inTime() });
}
