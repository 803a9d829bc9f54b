import "server-only";
import { posix } from "node:path";
import { onNodeRequest } from "./node-request";

/** Next decodes a path, and leaves out `.` and `..`, before it looks for a file. Here it can be decoded, see malformed-urls.ts. */
function isStaticFile(url: string): boolean {
  const path = decodeURIComponent(url.split("?", 1)[0] ?? "");
  return /^\/(_next|assets)\//.test(posix.normalize(path));
}

/**
 * Next answers 500 to a static file that is requested with another method than GET or HEAD
 * (https://github.com/vercel/next.js/issues/92141), and to TRACE for any path, because `new Request()` does not allow it.
 * Both get the 404 of app/api/[...path].
 *
 * Delete when `POST /assets/noscript.css` and `TRACE /` answer 4xx without it.
 */
export function refuseStaticFileMethods(): void {
  onNodeRequest(({ request }) => {
    const { method, url = "/" } = request;
    if (method === "GET" || method === "HEAD") return;
    // Not with the path, whose `..` could lead back.
    if (isStaticFile(url)) request.url = "/api/static-file";
    if (method === "TRACE") [request.url, request.method] = ["/api/trace", "PUT"];
  });
}
