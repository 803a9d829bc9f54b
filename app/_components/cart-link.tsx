import Link from "next/link";
import { priceCart } from "@/lib/shop/cart";
import { readCart } from "@/lib/shop/guest-cart";

/** The way to the cart and how much is in it. */
export async function CartLink() {
  const { count } = priceCart(await readCart());
  return (
    <Link
      href="/cart"
      aria-label={`Cart, ${count} ${count === 1 ? "item" : "items"}`}
      className="inline-flex min-h-11 items-center gap-1.5 text-muted hover:text-ink"
    >
      <span>Cart</span>
      <span className="min-w-5 rounded-full bg-sunken px-1.5 text-center text-sm font-medium text-ink tabular-nums">
        {count}
      </span>
    </Link>
  );
}
