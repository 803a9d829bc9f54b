import type { Metadata } from "next";
import Link from "next/link";
import { requireUser } from "@/lib/auth";
import { priceCart } from "@/lib/shop/cart";
import { readCart } from "@/lib/shop/current-cart";
import { money } from "@/lib/shop/money";

export const metadata: Metadata = { title: "Check out" };
export const instant = false;

export default async function CheckoutPage() {
  const user = await requireUser();
  const cart = priceCart(await readCart());
  return (
    <div className="mx-auto max-w-2xl">
      <h1>Check out</h1>
      <p className="mt-3 text-muted">
        {user.name}, this is what you chose. The shop takes no orders yet: your cart waits for you.
      </p>
      <ul className="sheet mt-8 divide-y divide-line px-6">
        {cart.lines.map(({ productId, name, quantity, lineTotal }) => (
          <li key={productId} className="flex justify-between gap-4 py-4 tabular-nums">
            <span>
              {quantity} × {name}
            </span>
            <span>{money(lineTotal)}</span>
          </li>
        ))}
        <li className="flex justify-between gap-4 py-4 font-display text-2xl tabular-nums">
          <span>Total</span>
          <span>{money(cart.total)}</span>
        </li>
      </ul>
      <Link href="/cart" className="link mt-6 inline-block">
        Back to the cart
      </Link>
    </div>
  );
}
