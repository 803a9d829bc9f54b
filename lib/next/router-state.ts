/**
 * Whether Next failed to read the `Next-Router-State-Tree` header, which every client can set. Next answers 500, also to
 * its own script from an older version: https://github.com/vercel/next.js/issues/92907
 *
 * Delete when Next answers 400: https://github.com/vercel/next.js/pull/92844
 */
export const isMalformedRouterState = (error: unknown): boolean =>
  error instanceof Error && /^(The|Multiple) router state header/.test(error.message);
