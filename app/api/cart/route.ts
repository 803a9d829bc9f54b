import { json, readBody, route } from "@/lib/api";
import { priceCart } from "@/lib/shop/cart";
import { addBody } from "@/lib/shop/fields";
import { currentCart } from "@/lib/shop/current-cart";
import { knownProduct, withinLimits } from "./refusals";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async () => json(priceCart(await (await currentCart()).read())),
  POST: async (request) => {
    const { productId, quantity } = await readBody(request, addBody);
    knownProduct(productId);
    return json(priceCart(await withinLimits((await currentCart()).add(productId, quantity))));
  },
  DELETE: async () => json(priceCart(await (await currentCart()).empty())),
});
