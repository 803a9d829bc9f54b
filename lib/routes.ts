/**
 * The protected paths, with what the login page calls each. Guests are redirected from these and everything below them.
 * A convenience, not the access check: each page calls `requireUser()`.
 */
export const protectedPaths: Readonly<Record<string, string>> = {
  "/account": "your account",
  "/checkout": "the checkout", // shop
};

/** The default target after login. */
export const HOME = "/";

const protectedPath = (pathname: string): string | undefined =>
  Object.keys(protectedPaths).find((path) => pathname === path || pathname.startsWith(`${path}/`));

/** Whether a guest is redirected to log in before seeing `pathname`. */
export const isProtected = (pathname: string): boolean => protectedPath(pathname) !== undefined;

/** The longest target, in characters: some servers refuse a longer `Location`. */
const MAX_NEXT = 2000;

const neverNext = ["/login", "/signup", "/logout", "/api"];

/**
 * The target after login: `next` if it is a path of this site that makes sense there, else the home page. The URL parser
 * decides, as a browser would: `//x`, `/\x`, tabs and control characters either leave the origin or are escaped. The
 * result needs no encoding in a `Location` header (ASVS 5.0, 3.7.2).
 */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return HOME;
  const origin = "https://signet.invalid";
  const url = URL.parse(next, origin);
  if (!url || url.origin !== origin) return HOME;
  // Some proxies decode a path first, and it then leads elsewhere.
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

/** `path` with `next` as its target after login; home is the default and left out. */
export function withNext(path: "/login" | "/signup", next: unknown): string {
  const target = safeNext(next);
  return target === HOME ? path : `${path}?next=${encodeURIComponent(target)}`;
}

/** The login page with `path` as `next`. */
export const loginPath = (path: string): string => withNext("/login", path);

/** What the login page calls the page at `path`. */
export function pageLabel(path: string): string {
  return protectedPaths[protectedPath(path.replace(/[?#].*/, "")) ?? ""] ?? "this page";
}
