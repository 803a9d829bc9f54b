/**
 * Whether Next forwards an action: a browser sent it to a page that is still being loaded, which does not have it. The action would run,
 * but the cookies that it sets are dropped (`actionsForbiddenHeaders` in next/dist/server/lib/server-ipc/utils.js).
 *
 * Delete when Next forwards no actions any more: https://github.com/vercel/next.js/pull/96951
 */
export const isForwardedAction = ({ headers }: Request): boolean =>
  headers.has("x-action-forwarded");
