/** How long a query may take before its caller is told that the database does not answer, in milliseconds. */
export const QUERY_TIMEOUT = 3000;
