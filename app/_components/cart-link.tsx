import Link from "next/link";
import { orUnknown } from "@/lib/fault";
import { priceCart } from "@/lib/shop/cart";
import { readCart } from "@/lib/shop/current-cart";

/** The way to the cart and how much is in it; without a number while nobody can say. */
export async function CartLink() {
  const lines = await orUnknown(readCart);
  const count = lines === "unknown" ? null : priceCart(lines).count;
  return (
    <Link
      href="/cart"
      aria-label={count === null ? "Cart" : `Cart, ${count} ${count === 1 ? "item" : "items"}`}
      className="nav-link"
    >
      <span>Cart</span>
      {count !== null && (
        <span className="min-w-5 rounded-sm bg-sunken px-1.5 text-center text-sm font-medium text-ink tabular-nums">
          {count}
        </span>
      )}
    </Link>
  );
}
