import { json, readBody, route } from "@/lib/http/api";
import { priceCart } from "@/lib/shop/cart";
import { quantityBody } from "@/lib/shop/cart-fields";
import { currentCart } from "@/lib/shop/current-cart";
import { assertProductExists, withinLimits } from "../cart-errors";

export const { GET, POST, PUT, PATCH, DELETE } = route<RouteContext<"/api/cart/[productId]">>({
  PATCH: async (request, { params }) => {
    const { productId } = await params;
    const { quantity } = await readBody(request, quantityBody);
    assertProductExists(productId);
    return json(priceCart(await withinLimits((await currentCart()).set(productId, quantity))));
  },
  DELETE: async (_, { params }) => {
    const { productId } = await params;
    const cart = await currentCart();
    // A product that is no longer sold can still be removed from the cart.
    if (!(await cart.read()).some(([id]) => id === productId)) assertProductExists(productId);
    return json(priceCart(await cart.set(productId, 0)));
  },
});
