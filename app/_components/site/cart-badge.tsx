import { Suspense } from "react";
import { orUnknown } from "@/lib/errors";
import { priceCart } from "@/lib/shop/cart";
import { readCart } from "@/lib/shop/current-cart";
import { CartCount } from "./cart-count";

/** A link to the cart with the number of items in it. An item that is being added counts immediately. */
export function CartBadge() {
  return (
    <Suspense fallback={<span data-waiting aria-hidden className="skeleton h-6 w-20" />}>
      <CartBadgeContent />
    </Suspense>
  );
}

/** The same without a Suspense boundary of its own, for a place that already has one. */
export async function CartBadgeContent() {
  const lines = await orUnknown(readCart);
  return <CartCount count={lines === "unknown" ? null : priceCart(lines).count} />;
}
