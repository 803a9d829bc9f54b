import { orUnknown } from "@/lib/fault";
import { priceCart } from "@/lib/shop/cart";
import { readCart } from "@/lib/shop/current-cart";
import { CartCount } from "./cart-count";

/** The way to the cart and how much is in it. What is being put in counts at once. */
export async function CartBadge() {
  const lines = await orUnknown(readCart);
  return <CartCount count={lines === "unknown" ? null : priceCart(lines).count} />;
}
