/** The routes of this app, for tests that visit all of them. Add your pages and handlers. */

/** Pages for guests and users. */
export const publicPages = [
  "/",
  "/products/wax-set", // shop
  "/cart", // shop
  "/login",
  "/signup",
  "/logout",
  "/forgot-password",
  "/reset-password",
  "/verify-email",
  "/session", // inspector
  "/components", // inspector
];

/** Pages that redirect guests to log in. */
export const protectedPages = [
  "/account",
  "/account/sessions",
  "/account/security",
  "/account/orders", // shop
  "/checkout", // shop
];

/** Handlers that answer a GET from guests and users. */
export const publicHandlers = [
  "/api/session",
  "/api/cart", // shop
  "/api/products", // shop
  "/api/health",
];

/** Requests that change something. */
export const changingRequests: readonly (readonly [method: string, path: string])[] = [
  ["POST", "/"],
  ["POST", "/api/login"],
  ["POST", "/api/logout"],
  ["POST", "/api/signup"],
  ["POST", "/api/forgot-password"],
  ["POST", "/api/reset-password"],
  ["POST", "/api/verify-email"],
  ["POST", "/api/passkeys"],
  ["POST", "/api/passkeys/options"],
  ["POST", "/api/passkeys/login"],
  ["POST", "/api/passkeys/login/options"],
  ["POST", "/api/cart"], // shop
  ["PATCH", "/api/cart/p01"], // shop
  ["DELETE", "/api/cart"], // shop
  ["POST", "/api/orders"], // shop
  ["DELETE", "/api/sessions"],
  ["DELETE", "/api/sessions/x"],
  ["POST", "/api/device-binding/register"],
  ["POST", "/login"],
  ["POST", "/account/security"],
  ["POST", "/cart"], // shop
];
