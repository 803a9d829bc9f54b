import "server-only";
import { isDatabaseOutage, isFailedQuery, isMissingDatabase } from "./db/errors";
import { log, type LogFields } from "./log";

export {
  DatabaseUnavailableError,
  isDatabaseOutage,
  isForeignKeyViolation,
  isUniqueViolation,
} from "./db/errors";

export const UNAVAILABLE = "Our database does not answer. Try again soon.";

const FAILED = "Something went wrong on our side. Try again.";

/** User-facing message for an error of the database, null for any other error. */
export function databaseMessage(error: unknown): string | null {
  if (isMissingDatabase(error)) return error.message;
  if (isDatabaseOutage(error)) return UNAVAILABLE;
  return isFailedQuery(error) ? FAILED : null;
}

/** The innermost stack frames, enough to find the cause. */
const framesOf = ({ stack = "" }: Error): string[] =>
  [...stack.matchAll(/^\s+at (.*)/gm)].slice(0, 4).map(([, frame = ""]) => frame);

/**
 * An error as log fields. Drizzle's own message lists the query's values, such as e-mail addresses and password hashes, so
 * the driver's message and the query without values are logged instead.
 */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const { name, message } = isFailedQuery(error) ? error.cause : error;
  const query = isFailedQuery(error) ? error.query : undefined;
  return { name, message, query, at: framesOf(error) };
}

// Several components of a page fail for the same reason.
const logged = new WeakSet<object>();

/**
 * Logs an error once.
 * @param route the route's pattern, never the requested address: that is the visitor's text
 */
export function logError(error: unknown, route?: string): void {
  if (error instanceof Error) {
    if (logged.has(error)) return;
    logged.add(error);
  }
  log("fault", { ...describeError(error), ...(route && { route }) });
}

/** The result of `load`, or `"unknown"` during a database outage, for content that must not take the page down. */
export async function orUnknown<T>(load: () => Promise<T>): Promise<T | "unknown"> {
  try {
    return await load();
  } catch (error) {
    if (!isDatabaseOutage(error)) throw error;
    logError(error);
    return "unknown";
  }
}
