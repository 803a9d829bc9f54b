import type { Member } from "./users";
import { post } from "./users";
import type { Running } from "./servers";

/** What cookies weigh, in bytes of name and value, and how often the session's is set. */
export type CookieFigures = Readonly<{
  session: number;
  setAtLogin: number;
  setByPrefetch: number;
  cartOf20: number;
}>;

const isSession = (line: string): boolean => /^(__Host-)?session=/.test(line);
const bytes = (line: string): number => line.split(";", 1)[0]?.length ?? 0;

/** A guest's cart of 20 lines. The shop has fewer products, so it is sealed here, as the shop seals it. */
async function cartBytes(): Promise<number> {
  const { sealCookie, cookieName } = await import("../../lib/session/sealed-cookie");
  const { cartCookie } = await import("../../lib/shop/cart-cookie");
  const lines = Array.from(
    { length: 20 },
    (_, n) => [`p${String(n + 1).padStart(2, "0")}`, 12] as const,
  );
  return (
    cookieName(cartCookie).length +
    1 +
    (await sealCookie(cartCookie, { id: "twelve chars", lines })).length
  );
}

/** Looks at the cookies of a link's prefetch, and at those of a login. */
export async function weighCookies({ port }: Running, member: Member): Promise<CookieFigures> {
  const headers = {
    cookie: member.cookie,
    rsc: "1",
    "next-router-prefetch": "1",
    "next-router-segment-prefetch": "/_tree",
  };
  const prefetch = await fetch(`http://localhost:${port}/cart`, { headers });
  const login = await post(
    port,
    "/api/login",
    { email: member.email, password: member.password, remember: true },
    member.cookie,
  );
  const sessions = login.headers.getSetCookie().filter(isSession);
  return {
    session: bytes(sessions[0] ?? ""),
    setAtLogin: sessions.length,
    setByPrefetch: prefetch.headers.getSetCookie().length,
    cartOf20: await cartBytes(),
  };
}
