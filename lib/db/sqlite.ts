import "server-only";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, LibsqlError, type Client } from "@libsql/client";
import type { InArgs, InStatement, TransactionMode } from "@libsql/client";
import pLimit from "p-limit";
import { QUERY_TIMEOUT } from "./query-timeout";

/** Milliseconds between two attempts to get a lock that another process holds. */
const RETRY_AFTER = 5;

type Work<T> = (connection: Client) => Promise<T>;

const isBusy = (error: unknown): boolean =>
  error instanceof LibsqlError && error.code === "SQLITE_BUSY";

/**
 * SQLite would open a file it can't write as read-only, and not notice when the permissions are back.
 * @throws LibsqlError when the file can't be written
 */
function ensureWritable(url: string): void {
  const path = url.replace(/^file:(\/\/)?/, "");
  try {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, "a"));
  } catch (error) {
    throw new LibsqlError((error as Error).message, "SQLITE_CANTOPEN");
  }
}

/**
 * Opens a database file. The driver runs queries on the event loop and would wait for a lock there, so its `timeout` is 0
 * and SQLITE_BUSY is retried here until `QUERY_TIMEOUT`. It means that nothing was done, so retrying is safe.
 * @throws LibsqlError when the file can't be written
 */
export function openFile(url: string): Client {
  ensureWritable(url);
  const connect = () => createClient({ url, timeout: 0, concurrency: 1 });
  let connection = connect();
  const oneAtATime = pLimit(1);

  async function run<T>(work: Work<T>): Promise<T> {
    try {
      return await work(connection);
    } catch (error) {
      // The driver does not reset a statement that got SQLITE_BUSY. Until it is garbage collected, later writes on the
      // same connection are reported as done but never committed.
      if (isBusy(error)) connection = connect();
      throw error;
    }
  }

  async function write<T>(work: Work<T>): Promise<T> {
    const deadline = performance.now() + QUERY_TIMEOUT;
    return oneAtATime(async () => {
      for (;;) {
        try {
          // Looks for the lock. Unlike execute(), this resets its statements, so the connection stays usable.
          await connection.executeMultiple("BEGIN IMMEDIATE; ROLLBACK");
          return await run(work);
        } catch (error) {
          if (!isBusy(error) || performance.now() > deadline) throw error;
        }
        await sleep(RETRY_AFTER);
      }
    });
  }

  /** In WAL mode, readers don't wait for a writer. They get SQLITE_BUSY only while a process has exclusive access. */
  const read = <T>(work: Work<T>): Promise<T> =>
    run(work).catch((error: unknown) => {
      if (isBusy(error)) return write(work);
      throw error;
    });

  return {
    execute: (statement: InStatement, args?: InArgs) => {
      const query = typeof statement === "string" ? { sql: statement, args } : statement;
      const isRead = /^\s*select\b/i.test(query.sql);
      return (isRead ? read : write)((client) => client.execute(query));
    },
    batch: (statements, mode) => write((client) => client.batch(statements, mode)),
    migrate: (statements) => write((client) => client.migrate(statements)),
    executeMultiple: (sql) => write((client) => client.executeMultiple(sql)),
    // On a connection of its own, which stays busy until the caller commits or rolls back.
    transaction: (mode?: TransactionMode) => write(() => connect().transaction(mode)),
    sync: () => connection.sync(),
    reconnect: () => connection.reconnect(),
    close: () => connection.close(),
    get closed() {
      return connection.closed;
    },
    protocol: "file",
  };
}
