import { json, readBody, route } from "@/lib/http/api";
import { priceCart } from "@/lib/shop/cart";
import { addBody } from "@/lib/shop/cart-fields";
import { currentCart } from "@/lib/shop/current-cart";
import { assertProductExists, withinLimits } from "./cart-errors";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async () => json(priceCart(await (await currentCart()).read())),
  POST: async (request) => {
    const { productId, quantity } = await readBody(request, addBody);
    assertProductExists(productId);
    return json(priceCart(await withinLimits((await currentCart()).add(productId, quantity))));
  },
  DELETE: async () => json(priceCart(await (await currentCart()).empty())),
});
