import Link from "next/link";
import { priceCart } from "@/lib/shop/cart";
import { readCart } from "@/lib/shop/current-cart";

/** The way to the cart and how much is in it. */
export async function CartLink() {
  const { count } = priceCart(await readCart());
  return (
    <Link
      href="/cart"
      aria-label={`Cart, ${count} ${count === 1 ? "item" : "items"}`}
      className="nav-link"
    >
      <span>Cart</span>
      <span className="min-w-5 rounded-sm bg-sunken px-1.5 text-center text-sm font-medium text-ink tabular-nums">
        {count}
      </span>
    </Link>
  );
}
