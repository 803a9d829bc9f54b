import type { AppName } from "./apps";

/** A request that is measured in every round: the app, the kind of visitor and the path. */
export type Target = Readonly<{
  app: AppName | "betterAuthCache" | "bound" | "flask";
  as: "guest" | "user" | "shopper";
  path: string;
  method?: "POST";
  body?: string;
  status?: number;
}>;

const wax = JSON.stringify({ productId: "p01", quantity: 1 });
const add = { path: "/api/cart", method: "POST", body: wax } as const;
const BETTER_AUTH = "/api/auth/get-session";
const PRODUCT = "/products/linen-notebook";

/** Targets by name. Those that are compared are next to each other, so they are measured close in time. */
export const targets = {
  "bare page": { app: "bare", as: "guest", path: "/" },
  "bare page, middleware": { app: "middleware", as: "guest", path: "/" },
  "guard's redirect": { app: "signet", as: "guest", path: "/account", status: 307 },
  "floor, guest": { app: "guard", as: "guest", path: "/" },
  "home's markup, guest": { app: "floor", as: "guest", path: "/" },
  "home, guest": { app: "signet", as: "guest", path: "/" },
  "product, guest": { app: "signet", as: "guest", path: PRODUCT },
  "login, guest": { app: "signet", as: "guest", path: "/login" },
  "example, guest": { app: "example", as: "guest", path: "/" },
  "Better Auth home, guest": { app: "betterAuth", as: "guest", path: "/" },
  "Auth.js home, guest": { app: "authJs", as: "guest", path: "/" },
  "floor, user": { app: "guard", as: "user", path: "/" },
  "home's markup, user": { app: "floor", as: "user", path: "/" },
  "home, user": { app: "signet", as: "user", path: "/" },
  "home, bound user": { app: "bound", as: "user", path: "/" },
  "product, user": { app: "signet", as: "user", path: PRODUCT },
  "login, user": { app: "signet", as: "user", path: "/login" },
  "account, user": { app: "signet", as: "user", path: "/account" },
  "example, user": { app: "example", as: "user", path: "/" },
  "Better Auth home, user": { app: "betterAuth", as: "user", path: "/" },
  "Better Auth with cookie cache, home, user": { app: "betterAuthCache", as: "user", path: "/" },
  "Auth.js home, user": { app: "authJs", as: "user", path: "/" },
  "Better Auth's redirect": { app: "betterAuth", as: "guest", path: "/account", status: 307 },
  "Auth.js's redirect": { app: "authJs", as: "guest", path: "/account", status: 307 },
  // Of the app that also renders pages, as Signet does: a server of static files only answers faster.
  "bare handler": { app: "guard", as: "guest", path: "/api/session" },
  "session JSON, guest": { app: "signet", as: "guest", path: "/api/session" },
  "session JSON, user": { app: "signet", as: "user", path: "/api/session" },
  "session JSON, bound user": { app: "bound", as: "user", path: "/api/session" },
  "Better Auth session JSON, guest": { app: "betterAuth", as: "guest", path: BETTER_AUTH },
  "Better Auth session JSON, user": { app: "betterAuth", as: "user", path: BETTER_AUTH },
  "Better Auth with cookie cache, session JSON, user": {
    app: "betterAuthCache",
    as: "user",
    path: BETTER_AUTH,
  },
  "Auth.js session JSON, guest": { app: "authJs", as: "guest", path: "/api/auth/session" },
  "Auth.js session JSON, user": { app: "authJs", as: "user", path: "/api/auth/session" },
  "Flask session JSON, guest": { app: "flask", as: "guest", path: "/api/session" },
  "Flask session JSON, user": { app: "flask", as: "user", path: "/api/session" },
  "add to cart": { app: "signet", as: "shopper", ...add },
  "Flask add to cart": { app: "flask", as: "shopper", ...add },
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;

/** The complete HTTP request. Without compression: in production a proxy or CDN compresses. */
export function requestFor(
  { path, method, body = "" }: Target,
  port: number,
  cookie: string,
): string {
  const lines = [
    `${method ?? "GET"} ${path} HTTP/1.1`,
    `Host: localhost:${port}`,
    "User-Agent: Mozilla/5.0",
    "Accept: text/html,*/*",
    ...(cookie ? [`Cookie: ${cookie}`] : []),
    ...(body ? ["Content-Type: application/json", `Content-Length: ${body.length}`] : []),
  ];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}
