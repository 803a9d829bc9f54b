/** A path under one of these asks for a member. The check that counts is `requireUser()` in the page itself. */
export const protectedPrefixes = [
  "/account",
  "/checkout", // shop
] as const;

/** In which middleware.ts tells a page its own address. It overwrites what a client may have sent there. */
export const PATH_HEADER = "x-signet-path";

/** What middleware.ts adds to the user agent of a request that next.config.js shall have rendered whole. */
export const WHOLE_PAGE = "signet-whole-page";

/** Where a member lands who came from nowhere in particular. */
export const HOME = "/";

/** Whether a guest is sent to log in before addRecentlyViewed `pathname`. */
export function isProtected(pathname: string): boolean {
  return protectedPrefixes.some(
    (prefix) => pathname === prefix || pathname.startsWith(`${prefix}/`),
  );
}

/** A longer address, in characters, is refused by some servers once it stands in a `Location`. */
const MAX_NEXT = 2000;

const neverNext = ["/login", "/signup", "/logout", "/api"];

/**
 * Where to go after logging in: `next` if it is a path of this site that makes sense there, else the home page.
 * The URL parser decides, as a browser would: `//x`, `/\x`, tabs and control characters all leave our origin or
 * are escaped. Nothing of what comes back needs encoding before it goes into a `Location` (ASVS 5.0, 3.7.2).
 */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return HOME;
  const origin = "https://signet.invalid";
  const url = URL.parse(next, origin);
  if (!url || url.origin !== origin) return HOME;
  // Some proxies decode a path before they look at it, and then it is another place.
  const path = decoded(url.pathname);
  if (path === null || /^\/[/\\]/.test(path)) return HOME;
  if (neverNext.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))) return HOME;
  const target = url.pathname + url.search + url.hash;
  return target.length <= MAX_NEXT ? target : HOME;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** The login page, with the way back to `path`. */
export function loginPath(path: string): string {
  const next = safeNext(path);
  return next === HOME ? "/login" : `/login?next=${encodeURIComponent(next)}`;
}

const placeNames: readonly (readonly [prefix: string, name: string])[] = [
  ["/account", "your account"],
  ["/checkout", "the checkout"], // shop
];

/** What the login page calls the page that somebody wanted to see. */
export function protectedPageName(path: string): string {
  return placeNames.find(([prefix]) => path.startsWith(prefix))?.[1] ?? "this page";
}
