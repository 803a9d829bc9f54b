/**
 * The request header in which middleware.ts tells a page its own path and query. It overwrites what a client sent. Next
 * passes a page no address: https://github.com/vercel/next.js/issues/43704
 * Documentation: “Setting Headers” in https://nextjs.org/docs/app/api-reference/file-conventions/proxy
 *
 * Delete when `requireUser()` can read the path of its request.
 */
export const PATH_HEADER = "x-signet-path";
