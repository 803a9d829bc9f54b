import "server-only";
import { log, type LogFields } from "./log";

type FailedQuery = Error & Readonly<{ query: string; params: readonly unknown[] }>;

// Both by what they look like and not by their class: pages and handlers are bundled apart, each with a Drizzle of its
// own, and share whichever connection was opened first.
const isFailedQuery = (error: unknown): error is FailedQuery =>
  error instanceof Error && "query" in error && "params" in error;
const isLibsqlError = (error: unknown): boolean =>
  error instanceof Error && /^Libsql(Batch)?Error$/.test(error.name);

const isNoDatabase = (error: unknown): error is MissingDatabaseError =>
  error instanceof Error && error.name === "NoDatabase";

/** A setting is missing without which there is no database to ask; the message says which, in one sentence. */
export class MissingDatabaseError extends Error {
  override name = "NoDatabase";
}

/** Whether the database is at fault: out of reach, locked, read-only, of another shape than expected, or not there. */
export const isDatabaseOutage = (error: unknown): boolean =>
  isLibsqlError(error) || isFailedQuery(error) || isNoDatabase(error);

export const NO_ANSWER = "Our database does not answer. Try again soon.";

/** What a person is told whom a fault of the database kept from something. */
export const databaseMessage = (error: unknown): string =>
  isNoDatabase(error) ? error.message : NO_ANSWER;

/** So many places of the stack are enough to find a fault. */
const MAX_PLACES = 4;

const placesOf = ({ stack }: Error): string[] =>
  (stack ?? "")
    .split("\n")
    .flatMap((line) => /^\s+at (.*)/.exec(line)?.[1] ?? [])
    .slice(0, MAX_PLACES);

/**
 * A fault in words that may be written down. Drizzle's own message lists the values of the query, which can be an
 * e-mail address and a password's hash: what the database said and the query without its values are told instead.
 */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  if (isFailedQuery(error)) {
    const { name, message } =
      error.cause instanceof Error ? error.cause : new Error("no reason given");
    return { name, message, query: error.query, at: placesOf(error) };
  }
  return { name: error.name, message: error.message, at: placesOf(error) };
}

// Several components of a page fail for one and the same reason.
const told = new WeakSet<object>();

/**
 * Tells whoever runs the site about a fault, once.
 * @param route the route's pattern, never the address that was asked for: that one is the visitor's text
 */
export function logError(error: unknown, route?: string): void {
  if (error instanceof Error) {
    if (told.has(error)) return;
    told.add(error);
  }
  log("fault", { ...describeError(error), ...(route && { route }) });
}

/**
 * What `work` finds out, or `"unknown"` when the database does not answer: for what is only shown, and must not take the
 * page down with it.
 */
export async function orUnknown<T>(work: () => Promise<T>): Promise<T | "unknown"> {
  try {
    return await work();
  } catch (error) {
    if (!isDatabaseOutage(error)) throw error;
    logError(error);
    return "unknown";
  }
}
