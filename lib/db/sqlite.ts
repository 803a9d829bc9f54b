import "server-only";
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, LibsqlError, type Client } from "@libsql/client";
import { QUERY_TIMEOUT } from "./query-timeout";

/**
 * How long the driver itself waits for a lock, in milliseconds. It waits on the thread that serves everybody: long enough
 * for another process's short write, and no longer.
 */
const DRIVER_WAITS = 5;

/** How often is looked whether a lock is gone, in milliseconds. */
const LOOK_EVERY = 25;

const isLibsql = (error: unknown, code: string): boolean =>
  error instanceof LibsqlError && error.code === code;
const isBusy = (error: unknown): boolean => isLibsql(error, "SQLITE_BUSY");

/** Waits until nobody else holds the lock. */
async function release(client: Client): Promise<void> {
  for (;;) {
    await sleep(LOOK_EVERY);
    // Not `execute`: of a statement that could not begin, this leaves nothing behind.
    const looked = client.executeMultiple("BEGIN IMMEDIATE; ROLLBACK").then(
      () => null,
      (error: unknown) => error,
    );
    if (!isBusy(await looked)) return;
  }
}

const calls = ["execute", "batch", "migrate", "transaction"] as const;

const readsOnly = (statements: unknown): boolean =>
  [statements]
    .flat()
    .every((one) => /^\s*select\b/i.test(String((one as { sql?: string })?.sql ?? one)));

/**
 * Sees to it that the file can be written. SQLite would open one that may only be read, and would go on reading it alone
 * when it may be written again: what the driver has closed stays open until it is collected as garbage.
 * @throws LibsqlError, as for any other database that is out of reach
 */
function prepareFile(url: string): void {
  const path = url.replace(/^file:(\/\/)?/, "");
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) accessSync(path, constants.W_OK);
  } catch (error) {
    const { message, code = "UNREACHABLE" } = error as NodeJS.ErrnoException;
    throw new LibsqlError(message, code);
  }
}

/**
 * Opens a database file. Nobody else's page waits while a query waits for a lock: one looks for all of them whether it
 * is gone. What was busy has done nothing, so doing it again does it once. Whoever reads waits only for a lock that
 * keeps readers out, which in WAL mode few do.
 * @throws LibsqlError when the file can't be written
 */
export function embedded(url: string): Client {
  prepareFile(url);
  const client = createClient({ url, timeout: DRIVER_WAITS });
  let lock: { gone: Promise<void>; forReaders: boolean } | undefined;

  async function noteLock(reads: boolean): Promise<void> {
    // The driver does not take back a statement that found the lock held. Until it is collected as garbage, its
    // connection reports later writes as done without committing them, and keeps everybody else out. So: another one.
    await client.reconnect();
    lock ??= { gone: release(client).finally(() => (lock = undefined)), forReaders: false };
    lock.forReaders ||= reads;
  }

  async function inTurn(reads: boolean, work: () => Promise<never>): Promise<never> {
    const deadline = performance.now() + QUERY_TIMEOUT;
    for (;;) {
      if (lock && (!reads || lock.forReaders)) {
        await Promise.race([lock.gone, sleep(deadline - performance.now())]);
        if (performance.now() >= deadline)
          throw new LibsqlError("another process holds the lock", "SQLITE_BUSY");
        continue;
      }
      try {
        return await work();
      } catch (error) {
        if (isBusy(error)) await noteLock(reads);
        // By somebody who found the lock held in the meantime: this one had not begun.
        else if (!isLibsql(error, "CLIENT_CLOSED")) throw error;
      }
    }
  }

  for (const name of calls) {
    const call = client[name].bind(client) as (...args: unknown[]) => Promise<never>;
    const reads = (args: unknown[]) =>
      (name === "execute" || name === "batch") && readsOnly(args[0]);
    client[name] = (...args: unknown[]) => inTurn(reads(args), () => call(...args));
  }
  return client;
}
