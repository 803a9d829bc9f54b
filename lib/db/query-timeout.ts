/** Milliseconds until a query fails because the database does not answer. */
export const QUERY_TIMEOUT = 3000;
