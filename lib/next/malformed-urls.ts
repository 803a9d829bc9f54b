import "server-only";
import { onNodeRequest } from "./node-request";

const escape = (text: string): string => text.replaceAll("%", "%25");

/** A segment in brackets, with an ending such as those of Next's own requests for data. */
const ROUTE_NAME = /^(\[|%5b).*(\]|%5d)(\.[\w.]+)?$/i;

/**
 * Escapes every percent sign of a path that does not decode: `/letters/%` becomes `/letters/%25`, a path of no page. So does `*`, the
 * target of a request for the whole server (RFC 9112, 3.2.4), and `/letters/%5Bid%5D`, the name of a route.
 */
export function decodableUrl(url: string): string {
  if (url.startsWith("*")) return decodableUrl(`/${url}`);
  const [path = ""] = url.split("?", 1);
  const query = url.slice(path.length);
  try {
    decodeURIComponent(path);
  } catch {
    return escape(path) + query;
  }
  // The names of files can contain those of routes.
  if (path.startsWith("/_next/static/")) return url;
  const segments = path.split("/");
  return segments.map((name) => (ROUTE_NAME.test(name) ? escape(name) : name)).join("/") + query;
}

/**
 * Next answers 500 when a dynamic segment does not decode, before any code of this app runs
 * (https://github.com/vercel/next.js/issues/92527), and when it is the name of the route with encoded brackets.
 * Delete when a dynamic route answers 404 to `%A0` and to its own name, and `OPTIONS *` is answered 4xx, without it.
 */
export function escapeMalformedUrls(): void {
  onNodeRequest(({ request }) => {
    request.url = decodableUrl(request.url ?? "/");
  });
}
