import type { LibsqlError } from "@libsql/client";

/** No database is configured. The message names the missing setting. */
export class MissingDatabaseError extends Error {
  override name = "MissingDatabaseError";
}

/** The database did not answer when it was asked who made a request. */
export class DatabaseUnavailableError extends Error {
  override name = "DatabaseUnavailableError";
}

// Errors are recognised by shape: pages and handlers are bundled separately, each with its own copy of these classes.
export const isMissingDatabase = (error: unknown): error is MissingDatabaseError =>
  error instanceof Error && error.name === "MissingDatabaseError";

/** Drizzle's error, with the driver's error as its cause. */
export const isFailedQuery = (error: unknown): error is Error & { query: string; cause: Error } =>
  error instanceof Error && "query" in error && error.cause instanceof Error;

function driverError(error: unknown): LibsqlError | null {
  const thrown = isFailedQuery(error) ? error.cause : error;
  const isDriverError = thrown instanceof Error && /^Libsql(Batch)?Error$/.test(thrown.name);
  return isDriverError ? (thrown as LibsqlError) : null;
}

/** Errors in a query or its values, by the codes of SQLite and of a libSQL server (`SQL_…`, `ARGS_…`). */
const QUERY_ERROR =
  /^(SQL|ARGS|SQLITE_(ERROR|UNKNOWN|CONSTRAINT|MISMATCH|MISUSE|RANGE|TOOBIG))(_|$)/;

/** Whether the database is unreachable, locked, read-only, full, corrupt or missing. Constraints and SQL errors are not. */
export function isDatabaseOutage(error: unknown): boolean {
  const thrown = driverError(error);
  const isUnavailable = error instanceof Error && error.name === "DatabaseUnavailableError";
  return (
    isUnavailable || isMissingDatabase(error) || (thrown !== null && !QUERY_ERROR.test(thrown.code))
  );
}

/** Whether a row with this unique value exists already. A libSQL server reports the kind of constraint in the text only. */
export const isUniqueViolation = (error: unknown): boolean =>
  /UNIQUE constraint failed/.test(driverError(error)?.message ?? "");

/** Whether a row refers to one that no longer exists, such as a user who was deleted during the request. */
export const isForeignKeyViolation = (error: unknown): boolean =>
  /FOREIGN KEY constraint failed/.test(driverError(error)?.message ?? "");
