/** The routes of this app, for tests that visit all of them. Add your pages and handlers. */

/** Pages for everyone. */
export const openPages = [
  "/",
  "/products/wax-set", // shop
  "/cart", // shop
  "/login",
  "/signup",
  "/logout",
  "/session", // inspector
  "/components", // inspector
];

/** Pages that redirect guests to log in. */
export const membersPages = [
  "/account",
  "/account/sessions",
  "/account/security",
  "/account/orders", // shop
  "/checkout", // shop
];

/** Handlers that answer a GET from everyone. */
export const openHandlers = [
  "/api/session",
  "/api/cart", // shop
  "/api/products", // shop
  "/api/health",
];

/** Requests that change something. */
export const changes: readonly (readonly [method: string, path: string])[] = [
  ["POST", "/"],
  ["POST", "/api/login"],
  ["POST", "/api/logout"],
  ["POST", "/api/signup"],
  ["POST", "/api/cart"], // shop
  ["PATCH", "/api/cart/p01"], // shop
  ["DELETE", "/api/cart"], // shop
  ["POST", "/api/orders"], // shop
  ["DELETE", "/api/sessions"],
  ["DELETE", "/api/sessions/x"],
  ["POST", "/login"],
  ["POST", "/account/security"],
  ["POST", "/cart"], // shop
];
