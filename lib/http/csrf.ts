import { env } from "../env";

const CHANGING = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Whether a changing request was made by a page that is not ours: another site's, a sandboxed frame's (`Origin: null`),
 * or one that a browser says comes from elsewhere (ASVS 5.0, 3.5.1 and 3.5.3). A program that sends neither header is no
 * browser, has nobody's cookies but its own, and is let through.
 *
 * Forwarded headers count for nothing here: whoever can send a request can send those. Behind a proxy that changes
 * `Host`, set `APP_ORIGIN`.
 */
export function isCrossSite({ method, headers }: Pick<Request, "method" | "headers">): boolean {
  if (!CHANGING.has(method)) return false;
  const site = headers.get("sec-fetch-site");
  if (site && site !== "same-origin" && site !== "none") return true;
  const origin = headers.get("origin");
  return origin !== null && !isOwn(origin, headers.get("host"));
}

function isOwn(origin: string, host: string | null): boolean {
  const { APP_ORIGIN } = env();
  if (APP_ORIGIN) return origin === new URL(APP_ORIGIN).origin;
  const url = URL.parse(origin);
  return (
    url !== null && url.origin === origin && url.host === host && /^https?:$/.test(url.protocol)
  );
}
