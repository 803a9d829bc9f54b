import type { Member, Visitor } from "./people";
import { post } from "./people";
import type { Running } from "./servers";

/** What cookies weigh, in bytes of name and value, and how often the session's is set. */
export type CookieFigures = Readonly<{ session: number; setAtLogin: number; setByPrefetch: number; cartOf20: number }>;

const isSession = (line: string): boolean => /^(__Host-)?session=/.test(line);
const bytes = (line: string): number => line.split(";", 1)[0]?.length ?? 0;

/** A guest's cart of 20 lines. The shop has fewer products, so it is sealed here, as the shop seals it. */
async function cartBytes(secret: string): Promise<number> {
  const { sealCookie, cookieName } = await import("../lib/session/sealed-cookie");
  const { cartCookie } = await import("../lib/shop/cart-cookie");
  const lines = Array.from({ length: 20 }, (_, n) => [`p${String(n + 1).padStart(2, "0")}`, 12] as const);
  return cookieName(cartCookie).length + 1 + (await sealCookie(cartCookie, { id: "twelve chars", lines }, { keyring: [secret] })).length;
}

/** Looks at a login's cookies and at those of a link's prefetch. */
export async function weighCookies({ port, secret }: Running, member: Member, visitor: Visitor): Promise<CookieFigures> {
  const login = await post(port, "/api/login", { email: member.email, password: member.password, remember: true }, member.cookie);
  const sessions = login.headers.getSetCookie().filter(isSession);
  const headers = { cookie: visitor.cookie, rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" };
  const prefetch = await fetch(`http://localhost:${port}/cart`, { headers });
  return {
    session: bytes(sessions[0] ?? ""),
    setAtLogin: sessions.length,
    setByPrefetch: prefetch.headers.getSetCookie().length,
    cartOf20: await cartBytes(secret),
  };
}
