import { json, route } from "@/lib/api";
import { getUser } from "@/lib/auth";
import { readSession } from "@/lib/session";
import { getFlashedMessages } from "@/lib/session/flash";
import { sessionExpiries } from "@/lib/session/session-cookie";
import { priceCart } from "@/lib/shop/cart";
import { readCart } from "@/lib/shop/current-cart";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async () => {
    const [user, session, cart, flashes] = await Promise.all([getUser(), readSession(), readCart(), getFlashedMessages()]);
    const times = user && session && { permanent: session.times.kind === "permanent", createdAt: session.times.createdAt };
    return json({
      signedIn: user !== null,
      user,
      cart: { count: priceCart(cart).count },
      session: times && { ...times, ...sessionExpiries(session) },
      flashes: flashes.length,
    });
  },
});
