/** What there is on this site, for tests that look at all of it. Add your pages and handlers. */

/** Pages that everybody may see. */
export const openPages = ["/", "/login", "/signup", "/logout", "/session", "/components"];

/** Pages that a guest is sent away from. */
export const membersPages = ["/account", "/account/sessions", "/account/security"];

/** Handlers that answer anybody's GET. */
export const openHandlers = ["/api/session", "/api/health"];

/** Ways to change something. */
export const changes: readonly (readonly [method: string, path: string])[] = [
  ["POST", "/"],
  ["POST", "/api/login"],
  ["POST", "/api/logout"],
  ["POST", "/api/signup"],
  ["DELETE", "/api/sessions"],
  ["DELETE", "/api/sessions/x"],
  ["POST", "/login"],
  ["POST", "/account/security"],
];
