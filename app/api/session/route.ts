import { json, route } from "@/lib/http/api";
import { getAuth, type SessionInfo } from "@/lib/auth";
import { DatabaseUnavailableError } from "@/lib/errors";
import { getFlashedMessages } from "@/lib/session/flash";
import { priceCart } from "@/lib/shop/cart"; // shop
import { cartOf } from "@/lib/shop/current-cart"; // shop

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async () => {
    const [auth, flashes] = await Promise.all([getAuth(), getFlashedMessages()]);
    if (auth.status === "unavailable") throw new DatabaseUnavailableError();
    const user = auth.status === "user" ? auth.user : null;
    return json({
      signedIn: user !== null,
      user,
      cart: { count: priceCart(await cartOf(user).read()).count }, // shop
      session: auth.status === "user" ? publicTimes(auth.session) : null,
      flashes: flashes.length,
    });
  },
});

function publicTimes({ permanent, createdAt, idleExpiresAt, absoluteExpiresAt }: SessionInfo) {
  return { permanent, createdAt, idleExpiresAt, absoluteExpiresAt };
}
