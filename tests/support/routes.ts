/** What there is on this site, for tests that look at all of it. `npm run reset` puts a shorter list in its place. */

/** Pages that everybody may see. */
export const openPages = [
  "/",
  "/products/wax-set",
  "/cart",
  "/login",
  "/signup",
  "/logout",
  "/session",
  "/components",
];

/** Pages that a guest is sent away from. */
export const membersPages = [
  "/account",
  "/account/sessions",
  "/account/security",
  "/account/orders",
  "/checkout",
];

/** Handlers that answer anybody's GET. */
export const openHandlers = ["/api/session", "/api/cart", "/api/products", "/api/health"];

/** Ways to change something. */
export const changes: readonly (readonly [method: string, path: string])[] = [
  ["POST", "/api/login"],
  ["POST", "/api/logout"],
  ["POST", "/api/signup"],
  ["POST", "/api/cart"],
  ["PATCH", "/api/cart/p01"],
  ["DELETE", "/api/cart"],
  ["POST", "/api/orders"],
  ["DELETE", "/api/sessions"],
  ["DELETE", "/api/sessions/x"],
  ["POST", "/login"],
  ["POST", "/account/security"],
  ["POST", "/cart"],
];
