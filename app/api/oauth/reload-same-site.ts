import type { NextRequest } from "next/server";
import { ownOrigin } from "@/lib/http/origin";

const RELOADED = "reloaded";

/**
 * A page that loads the callback once more; null when it has. A browser that comes from a provider sends no cookie with
 * `SameSite=Strict`, such as the session. From a page of this site it does.
 */
export function reloadSameSite(request: NextRequest): Response | null {
  const { pathname, search, searchParams } = request.nextUrl;
  if (searchParams.has(RELOADED)) return null;
  const url = new URL(pathname + search, ownOrigin(request));
  url.searchParams.set(RELOADED, "");
  const headers = {
    Refresh: `0; url=${url.href}`,
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
  };
  const page = '<!doctype html><html lang="en"><title>Logging in…</title><p>Logging in…</p></html>';
  return new Response(page, { headers });
}
