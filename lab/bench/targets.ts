/** A request that is measured in every round: the app, the kind of visitor and the path. */
export type Target = Readonly<{
  app: "bare" | "middleware" | "guard" | "example" | "signet" | "bound" | "flask";
  as: "guest" | "user" | "shopper";
  path: string;
  method?: "POST";
  body?: string;
  status?: number;
}>;

const wax = JSON.stringify({ productId: "p01", quantity: 1 });
const add = { path: "/api/cart", method: "POST", body: wax } as const;
const PRODUCT = "/products/linen-notebook";

/** Targets by name. Those that are compared are next to each other, so they are measured close in time. */
export const targets = {
  "bare page": { app: "bare", as: "guest", path: "/" },
  "bare page, middleware": { app: "middleware", as: "guest", path: "/" },
  "guard's redirect": { app: "signet", as: "guest", path: "/account", status: 307 },
  "floor, guest": { app: "guard", as: "guest", path: "/" },
  "home, guest": { app: "signet", as: "guest", path: "/" },
  "product, guest": { app: "signet", as: "guest", path: PRODUCT },
  "login, guest": { app: "signet", as: "guest", path: "/login" },
  "example, guest": { app: "example", as: "guest", path: "/" },
  "floor, user": { app: "guard", as: "user", path: "/" },
  "home, user": { app: "signet", as: "user", path: "/" },
  "home, bound user": { app: "bound", as: "user", path: "/" },
  "product, user": { app: "signet", as: "user", path: PRODUCT },
  "login, user": { app: "signet", as: "user", path: "/login" },
  "account, user": { app: "signet", as: "user", path: "/account" },
  "example, user": { app: "example", as: "user", path: "/" },
  // Of the app that also renders pages, as Signet does: a server of static files only answers faster.
  "bare handler": { app: "guard", as: "guest", path: "/api/session" },
  "session JSON, guest": { app: "signet", as: "guest", path: "/api/session" },
  "session JSON, user": { app: "signet", as: "user", path: "/api/session" },
  "session JSON, bound user": { app: "bound", as: "user", path: "/api/session" },
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
