import "server-only";
import type { ServerResponse } from "node:http";
import { posix } from "node:path";
import { onNodeRequest } from "./node-request";

/** Next decodes a path, and leaves out `.` and `..`, before it looks for a file. Here it can be decoded, see malformed-urls.ts. */
function isStaticFile(url: string): boolean {
  const path = decodeURIComponent(url.split("?", 1)[0] ?? "");
  return /^\/(_next|assets)\//.test(posix.normalize(path));
}

/**
 * Next answers 500 where a static file should be 405, 412 or 416: with another method than GET or HEAD, and with a condition
 * or a range that the file does not meet (https://github.com/vercel/next.js/issues/92141). It also answers 500 to TRACE for any
 * path, because `new Request()` does not allow it. Other methods get the 404 of app/api/[...path] here, and a file's response
 * keeps the first error status that Next sets.
 *
 * Delete when `POST` and `If-Match: x` for /assets/noscript.css, and `TRACE /`, answer 4xx without it.
 */
export function fixStaticFileErrors(): void {
  onNodeRequest(({ request, response }) => {
    const { method, url = "/" } = request;
    if (method === "TRACE") [request.url, request.method] = ["/api/trace", "PUT"];
    else if (!isStaticFile(url)) return;
    else if (method === "GET" || method === "HEAD") keepFirstError(response);
    // Not with the path, whose `..` could lead back.
    else request.url = "/api/static-file";
  });
}

function keepFirstError(response: ServerResponse): void {
  let status = response.statusCode;
  Object.defineProperty(response, "statusCode", {
    configurable: true,
    get: () => status,
    set: (next: number) => {
      if (status < 400) status = next;
    },
  });
}
