import type { User } from "./users";
import { post } from "./users";
import type { Running } from "./servers";

/** The sizes of cookies, in bytes of name and value, and how often a response sets them. */
export type CookieFigures = Readonly<{
  session: number;
  setAtLogin: number;
  setByPrefetch: number;
  cartOf20: number;
}>;

const isSession = (line: string): boolean => /^(__Host-)?session=/.test(line);
const bytes = (line: string): number => line.split(";", 1)[0]?.length ?? 0;

/** The size of a guest's cart with 20 lines. The shop has fewer products, so the cart is sealed here. */
async function cartBytes(): Promise<number> {
  const { SealedCookie } = await import("../../lib/session/sealed-cookie");
  const { cartCookie } = await import("../../lib/shop/cart-cookie");
  const lines = Array.from(
    { length: 20 },
    (_, n) => [`p${String(n + 1).padStart(2, "0")}`, 12] as const,
  );
  return (
    SealedCookie.wireName(cartCookie).length +
    1 +
    (await SealedCookie.seal(cartCookie, { id: "twelve chars", lines })).length
  );
}

/** Measures the cookies that a prefetch and a login set. */
export async function weighCookies({ port }: Running, user: User): Promise<CookieFigures> {
  const headers = {
    cookie: user.cookie,
    rsc: "1",
    "next-router-prefetch": "1",
    "next-router-segment-prefetch": "/_tree",
  };
  const prefetch = await fetch(`http://localhost:${port}/cart`, { headers });
  const login = await post(
    port,
    "/api/login",
    { email: user.email, password: user.password, remember: true },
    user.cookie,
  );
  const sessions = login.headers.getSetCookie().filter(isSession);
  return {
    session: bytes(sessions[0] ?? ""),
    setAtLogin: sessions.length,
    setByPrefetch: prefetch.headers.getSetCookie().length,
    cartOf20: await cartBytes(),
  };
}
