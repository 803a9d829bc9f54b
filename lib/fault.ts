import "server-only";
import { LibsqlError } from "@libsql/client";
import { DrizzleQueryError } from "drizzle-orm";
import { log, type LogFields } from "./log";

/** Whether the database is at fault: out of reach, locked, read-only, or of another shape than expected. */
export const isDatabaseFault = (error: unknown): boolean => error instanceof LibsqlError || error instanceof DrizzleQueryError;

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
export function describeFault(error: unknown): LogFields {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  if (error instanceof DrizzleQueryError) {
    const message = error.cause?.message ?? "The query failed.";
    return { name: error.cause?.name ?? "DrizzleQueryError", message, query: error.query, at: placesOf(error) };
  }
  return { name: error.name, message: error.message, at: placesOf(error) };
}

/**
 * Tells whoever runs the site about a fault.
 * @param route the route's pattern, never the address that was asked for: that one is the visitor's text
 */
export function logFault(error: unknown, route?: string): void {
  log("fault", { ...describeFault(error), ...(route && { route }) });
}
