import "server-only";
import { onNodeRequest } from "./node-request";

/**
 * Escapes every percent sign of a path that does not decode: `/letters/%` becomes `/letters/%25`, a path of no page. So
 * does `*`, the target of a request for the whole server (RFC 9112, 3.2.4).
 */
export function decodableUrl(url: string): string {
  if (url.startsWith("*")) return decodableUrl(`/${url}`);
  const [path = ""] = url.split("?", 1);
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll("%", "%25") + url.slice(path.length);
  }
}

/**
 * Next answers 500 when a dynamic segment does not decode, before any code of this app runs:
 * https://github.com/vercel/next.js/issues/92527
 * Delete when a dynamic route answers 404 to `%A0`, and `OPTIONS *` is answered 4xx, without it.
 */
export function escapeMalformedUrls(): void {
  onNodeRequest(({ request }) => {
    request.url = decodableUrl(request.url ?? "/");
  });
}
