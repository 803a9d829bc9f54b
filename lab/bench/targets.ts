/** What is asked for in every round: of which app, and as whom. */
export type Target = Readonly<{
  app: "bare" | "middleware" | "guard" | "example" | "signet" | "flask";
  as: "guest" | "member" | "shopper";
  path: string;
  method?: "POST";
  body?: string;
  status?: number;
}>;

const wax = JSON.stringify({ productId: "p01", quantity: 1 });
const add = { path: "/api/cart", method: "POST", body: wax } as const;
const PRODUCT = "/products/linen-notebook";

/** By name. What is compared stands side by side, so that it is asked for shortly after one another. */
export const targets = {
  "bare page": { app: "bare", as: "guest", path: "/" },
  "bare page, middleware": { app: "middleware", as: "guest", path: "/" },
  "guard's redirect": { app: "signet", as: "guest", path: "/account", status: 307 },
  "floor, guest": { app: "guard", as: "guest", path: "/" },
  "home, guest": { app: "signet", as: "guest", path: "/" },
  "product, guest": { app: "signet", as: "guest", path: PRODUCT },
  "login, guest": { app: "signet", as: "guest", path: "/login" },
  "example, guest": { app: "example", as: "guest", path: "/" },
  "floor, member": { app: "guard", as: "member", path: "/" },
  "home, member": { app: "signet", as: "member", path: "/" },
  "product, member": { app: "signet", as: "member", path: PRODUCT },
  "login, member": { app: "signet", as: "member", path: "/login" },
  "account, member": { app: "signet", as: "member", path: "/account" },
  "example, member": { app: "example", as: "member", path: "/" },
  // Of the app that renders pages, as Signet does: one that only hands out files answers faster.
  "bare handler": { app: "guard", as: "guest", path: "/api/session" },
  "session JSON, guest": { app: "signet", as: "guest", path: "/api/session" },
  "session JSON, member": { app: "signet", as: "member", path: "/api/session" },
  "Flask session JSON, guest": { app: "flask", as: "guest", path: "/api/session" },
  "Flask session JSON, member": { app: "flask", as: "member", path: "/api/session" },
  "add to cart": { app: "signet", as: "shopper", ...add },
  "Flask add to cart": { app: "flask", as: "shopper", ...add },
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;

/** The request as it goes over the wire. No compression is asked for: a proxy or a network in front does that. */
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
