import { env } from "../env";

const CHANGING = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Whether a page of another site made this request. False when the user typed the address or opened a bookmark. */
export function isFromOtherSite(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  return Boolean(site) && site !== "same-origin" && site !== "none";
}

/**
 * Whether a changing request was made by another site: its `Origin` or `Sec-Fetch-Site` says so, or it comes from a
 * sandboxed frame (`Origin: null`) (ASVS 5.0, 3.5.1 and 3.5.3). A client that sends neither header is not a browser and
 * has no cookies of a victim. Forwarded headers are ignored, because a client can send them: behind a proxy that changes
 * `Host`, set `APP_ORIGIN`.
 */
export function isCrossSite({ method, headers }: Pick<Request, "method" | "headers">): boolean {
  if (!CHANGING.has(method)) return false;
  if (isFromOtherSite(headers)) return true;
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
