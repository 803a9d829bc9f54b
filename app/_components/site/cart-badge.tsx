import { Suspense } from "react";
import { orUnknown } from "@/lib/errors";
import { priceCart } from "@/lib/shop/cart";
import { readCart } from "@/lib/shop/current-cart";
import { CartCount } from "./cart-count";

/** The way to the cart and how much is in it. What is being put in counts at once. */
export function CartBadge() {
  return (
    <Suspense fallback={<span data-waiting aria-hidden className="skeleton h-6 w-20" />}>
      <CartBadgeHere />
    </Suspense>
  );
}

/** The same without a hole of its own, for a place that is in one already. */
export async function CartBadgeHere() {
  const lines = await orUnknown(readCart);
  return <CartCount count={lines === "unknown" ? null : priceCart(lines).count} />;
}
