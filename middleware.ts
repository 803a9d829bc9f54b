import { NextResponse, type NextRequest } from "next/server";
import { CSP, documentPolicy } from "./lib/http/csp";
import { env } from "./lib/env";
import { validateRequest } from "./lib/http/validate-request";
import { isProtected, loginPath, PATH_HEADER, WHOLE_PAGE } from "./lib/routes";
import { cookieAttributes, cookieName } from "./lib/session/sealed-cookie";
import {
  openSession,
  renewedSession,
  sessionCookie,
  type OpenSession,
} from "./lib/session/session";
import { isShownBy } from "./lib/session/shown";
import { staleForm, type SetCookie } from "./lib/session/stale-form";

// Handlers guard themselves and assets have nothing to guard, so neither pays for a run of this; below a protected path
// nothing is an asset, whatever its ending. Written out, because Next reads it without running it. What is left out here
// has its content security policy from next.config.js.
export const config = {
  matcher: [
    "/((?!api/|_next/|.*\\.(?:avif|css|gif|ico|jpe?g|js|json|map|png|svg|txt|webmanifest|webp|woff2?|xml)$).*)",
    "/account/:path*",
    "/checkout/:path*", // shop
    "/assets/noscript.css",
  ],
};

/** Says that this browser runs no script. For a day, lest it be held against somebody who switches it on again. */
const noScriptCookie = { name: "noscript" };
const A_DAY = 86_400;

/** A page somebody asked to see: not a soft navigation, not a prefetch, not a form being sent. */
function isDocument({ method, headers }: NextRequest): boolean {
  const speculative = /prefetch|prerender/.test(
    headers.get("sec-purpose") ?? headers.get("purpose") ?? "",
  );
  return (
    method === "GET" && !headers.has("rsc") && !headers.has("next-router-prefetch") && !speculative
  );
}

async function readSession(request: NextRequest): Promise<OpenSession | null> {
  const value = request.cookies.get(cookieName(sessionCookie))?.value;
  if (!value) return null;
  const opened = await openSession(value);
  return "fault" in opened ? null : opened;
}

/** A convenience for people, and never the gate: every protected page, action and handler asks lib/auth itself. */
export default async function middleware(request: NextRequest): Promise<NextResponse> {
  if (request.nextUrl.pathname === "/assets/noscript.css") return rememberNoScript(request);
  const policy = documentPolicy();
  const response = await guard(request, policy);
  response.headers.set(CSP, policy);
  return response;
}

async function guard(request: NextRequest, policy: string): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const refused = await validateRequest(request);
  if (refused) return refuse(refused.status, refused.sentence);
  const stale = await staleForm(request);
  if (stale) return backToPage(request, stale);
  const session = await readSession(request);
  // Not for what is being sent: an action asks lib/auth, and keeps what was typed before it sends anybody to log in.
  const asks = request.method === "GET" || request.method === "HEAD";
  if (asks && isProtected(pathname) && !session?.record.identity) return redirectToLogin(request);

  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, pathname + search);
  headers.set(CSP, policy);
  // A private page has no shell worth showing early. Rendered whole, it answers with its true status: a redirect when
  // the session has been ended, and not the beginning of a page. And without script nothing that streams in later
  // finds its place.
  const document = isDocument(request);
  const whole =
    document && (isProtected(pathname) || request.cookies.has(cookieName(noScriptCookie)));
  if (whole) headers.set("user-agent", `${headers.get("user-agent") ?? ""} ${WHOLE_PAGE}`);
  const response = NextResponse.next({ request: { headers } });
  if (document) await tellBrowser(request, session, response);
  return response;
}

function refuse(
  status: number,
  sentence: string,
  headers: Record<string, string> = {},
): NextResponse {
  return new NextResponse(sentence, {
    status,
    headers: { ...headers, "Cache-Control": "no-store", "Content-Type": "text/plain" },
  });
}

/** This site as its visitor knows it. Next only knows the address it listens on, which behind a proxy is nobody else's. */
function ownOrigin({ nextUrl, headers }: NextRequest): string {
  return (
    env().APP_ORIGIN ??
    URL.parse(`${nextUrl.protocol}//${headers.get("host")}`)?.origin ??
    nextUrl.origin
  );
}

function backToPage(request: NextRequest, cookies: readonly SetCookie[]): NextResponse {
  const target = new URL(request.nextUrl.pathname + request.nextUrl.search, ownOrigin(request));
  const response = NextResponse.redirect(target, {
    status: 303,
    headers: { "Cache-Control": "no-store" },
  });
  for (const cookie of cookies) response.cookies.set(...cookie);
  return response;
}

function redirectToLogin(request: NextRequest): NextResponse {
  const { pathname, search, searchParams } = request.nextUrl;
  const wanted = new URL(pathname + search, request.nextUrl);
  wanted.searchParams.delete("_rsc");
  const target = new URL(loginPath(wanted.pathname + wanted.search), ownOrigin(request));
  // Without it, Chromium may answer a later visit with what it was once redirected to for a soft navigation.
  const soft = searchParams.get("_rsc");
  if (soft) target.searchParams.set("_rsc", soft);
  return NextResponse.redirect(target, { status: 307, headers: { "Cache-Control": "no-store" } });
}

/** Only browsers without JavaScript ask for this stylesheet: from the next page on, they get theirs in one piece. */
function rememberNoScript({ method }: NextRequest): NextResponse {
  // Next has an answer for no other method where there is a file, and would say 500.
  if (method !== "GET" && method !== "HEAD")
    return refuse(405, "A stylesheet can only be fetched.", { Allow: "GET, HEAD" });
  const response = NextResponse.next({ headers: { "Cache-Control": "no-store" } });
  response.cookies.set(cookieName(noScriptCookie), "1", cookieAttributes(noScriptCookie, A_DAY));
  return response;
}

/**
 * What a document tells the browser of its cookies: to keep a session that was renewed, and to forget what is shown
 * now: messages, what forms had kept, why a session is over. Appended by hand, because `response.cookies` would hide the
 * messages from this very render, and under load Next sends what is set there twice.
 */
async function tellBrowser(
  request: NextRequest,
  session: OpenSession | null,
  response: NextResponse,
): Promise<void> {
  const told = new NextResponse();
  const renewed = session && (await renewedSession(session));
  if (renewed) {
    told.cookies.set(
      cookieName(sessionCookie),
      renewed.value,
      cookieAttributes(sessionCookie, renewed.maxAge),
    );
  }
  for (const { name, value } of request.cookies.getAll()) {
    if (await isShownBy(request.nextUrl, name, value))
      told.cookies.set(name, "", cookieAttributes({ name }, 0));
  }
  for (const line of told.headers.getSetCookie()) response.headers.append("set-cookie", line);
}
