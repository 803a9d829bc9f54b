import { json, route } from "@/lib/http/api";
import { getUser } from "@/lib/auth";
import { readSession } from "@/lib/session";
import { getFlashedMessages } from "@/lib/session/flash";
import { sessionExpiries } from "@/lib/session/session";
import { priceCart } from "@/lib/shop/cart"; // shop
import { cartOf } from "@/lib/shop/current-cart"; // shop

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async () => {
    const [user, session, flashes] = await Promise.all([
      getUser(),
      readSession(),
      getFlashedMessages(),
    ]);
    const times = user &&
      session && {
        permanent: session.times.kind === "permanent",
        createdAt: session.times.createdAt,
      };
    return json({
      signedIn: user !== null,
      user,
      cart: { count: priceCart(await cartOf(user).read()).count }, // shop
      session: times && { ...times, ...sessionExpiries(session) },
      flashes: flashes.length,
    });
  },
});
