import { NextResponse, type NextRequest } from "next/server";
import { linkCookies } from "./lib/auth/email/link-cookies";
import { findCookie } from "./lib/cookies";
import { CSP, CSP_REPORT_ONLY, documentPolicy, reportOnlyPolicy } from "./lib/http/csp";
import { ownOrigin } from "./lib/http/origin";
import { validateRequest } from "./lib/http/validate-request";
import { noscriptCookie } from "./lib/next/noscript-cookie";
import { PATH_HEADER } from "./lib/next/path-header";
import { requestWholePage } from "./lib/next/whole-page-marker";
import { isProtected, loginPath } from "./lib/routes";
import { openSession, renewSession, sessionCookie } from "./lib/session/cookies";
import { SealedCookie } from "./lib/session/sealed-cookie";

// Route handlers check requests themselves, and files need no check. Next runs an action that is posted to any other path,
// so actions are checked wherever they go. next.config.js has the policy of what is left out. Must be a literal.
export const config = {
  matcher: [
    "/((?!api/|_next/|assets/|icon\\.svg$).*)",
    { source: "/((?!api/).*)", has: [{ type: "header", key: "next-action" }] },
    {
      source: "/((?!api/).*)",
      has: [{ type: "header", key: "content-type", value: "multipart/form-data.*" }],
    },
  ],
};

/** A convenience, not the access check: every protected page, action and handler asks lib/auth itself. */
export default async function middleware(request: NextRequest): Promise<NextResponse> {
  const policy = documentPolicy();
  const response = await guard(request, policy);
  response.headers.set(CSP, policy);
  const reportOnly = reportOnlyPolicy();
  if (reportOnly) response.headers.set(CSP_REPORT_ONLY, reportOnly);
  return response;
}

async function guard(request: NextRequest, policy: string): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  const refused = await validateRequest(request);
  if (refused)
    return new NextResponse(refused.message, { status: refused.status, headers: noStore });

  // Redirects are for GET and HEAD only. Actions check auth themselves, so they can keep the form before redirecting.
  const isRead = request.method === "GET" || request.method === "HEAD";
  const link = linkCookies[pathname];
  const token = request.nextUrl.searchParams.get("token");
  if (isRead && link && token !== null) return moveTokenToCookie(request, link, token);

  const session = await readSession(request);
  const isUser = session?.status === "valid" && session.record.identity !== null;
  if (isRead && isProtected(pathname) && !isUser) return redirectToLogin(request);

  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, shownAddress(request));
  headers.set(CSP, policy);
  // Next compares the origin of an action with this header, which a client can send, and answers 500.
  const origin = URL.parse(headers.get("origin") ?? "");
  if (origin && !isRead) headers.set("x-forwarded-host", origin.host);
  const document = isDocument(request);
  // Rendered whole, a protected page answers with its true status instead of 200 and a shell. Without JavaScript, a
  // section that streams in later would stay hidden.
  if (
    document &&
    (isProtected(pathname) || request.cookies.has(SealedCookie.wireName(noscriptCookie)))
  ) {
    requestWholePage(headers);
  }
  const response = NextResponse.next({ request: { headers } });
  if (document) await updateCookies(request, session, response);
  return response;
}

const noStore = { "Cache-Control": "no-store" };

/** A page the user asked to see: not a soft navigation, a prefetch, an image or a form submission. */
function isDocument({ method, headers }: NextRequest): boolean {
  const purpose = headers.get("sec-purpose") ?? headers.get("purpose") ?? "";
  const isSpeculative = /prefetch|prerender/.test(purpose) || headers.has("next-router-prefetch");
  // Absent in browsers without Fetch Metadata. Otherwise a missing image would count as a page.
  const isPage = (headers.get("sec-fetch-dest") ?? "document") === "document";
  return method === "GET" && isPage && !headers.has("rsc") && !isSpeculative;
}

async function readSession(request: NextRequest) {
  const value = request.cookies.get(SealedCookie.wireName(sessionCookie))?.value;
  return value ? openSession(value) : null;
}

/** Path and query without the parameter that Next adds to a soft navigation. */
function shownAddress({ nextUrl }: NextRequest): string {
  const { pathname, search, searchParams } = nextUrl;
  if (!searchParams.has("_rsc")) return pathname + search;
  const shown = new URLSearchParams(searchParams);
  shown.delete("_rsc");
  return shown.size ? `${pathname}?${shown}` : pathname;
}

function redirectToLogin(request: NextRequest): NextResponse {
  const target = new URL(loginPath(shownAddress(request)), ownOrigin(request));
  // Without it, Chromium can reuse the redirect of a soft navigation for a later document.
  const rsc = request.nextUrl.searchParams.get("_rsc");
  if (rsc) target.searchParams.set("_rsc", rsc);
  return NextResponse.redirect(target, { status: 307, headers: noStore });
}

/** Moves the token of a mailed link to a cookie: in the address bar it would stay in the history. Nothing is consumed. */
async function moveTokenToCookie(
  request: NextRequest,
  cookie: SealedCookie<unknown>,
  token: string,
): Promise<NextResponse> {
  const { ok } = await SealedCookie.open(cookie, token);
  const target = new URL(request.nextUrl.pathname, ownOrigin(request));
  const headers = { "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer" };
  const response = NextResponse.redirect(target, { status: 307, headers });
  // Another site can load an image from here, but not open a page unseen.
  if (!isDocument(request)) return response;
  const line = SealedCookie.serialize(cookie, ok ? token : "", ok ? undefined : 0);
  response.headers.append("set-cookie", line);
  return response;
}

/** At most this many cookies are deleted in one response, whatever the client sent. */
const MAX_DELETIONS = 20;

/**
 * Renews the session and deletes the one-time cookies that this document shows. The headers are appended because
 * `response.cookies` would hide the cookies from this render, and under load Next sends what is set there twice.
 */
async function updateCookies(
  request: NextRequest,
  session: Awaited<ReturnType<typeof readSession>>,
  response: NextResponse,
) {
  const lines: string[] = [];
  const renewed = await renewSession(session);
  if (renewed) lines.push(SealedCookie.serialize(sessionCookie, renewed.value, renewed.maxAge));
  for (const { name, value } of request.cookies.getAll()) {
    const cookie = findCookie(name);
    if (!cookie?.isConsumedBy || lines.length > MAX_DELETIONS) continue;
    const opened = await SealedCookie.open(cookie, value);
    if (opened.ok && !cookie.isConsumedBy(request.nextUrl.pathname, opened.data)) continue;
    lines.push(SealedCookie.serialize({ ...cookie, name: name.replace(/^__Host-/, "") }, "", 0));
  }
  for (const line of lines) response.headers.append("set-cookie", line);
  // A shared cache must never store a response that sets cookies.
  if (lines.length) response.headers.set("Cache-Control", "private, no-store");
}
