import type { Metadata } from "next";
import Link from "next/link";
import { SealMark } from "@/app/_components/ui/seal-mark";
import { requireUser } from "@/lib/auth";
import { priceCart, type Cart } from "@/lib/shop/cart";
import { readCart } from "@/lib/shop/current-cart";
import { money } from "@/lib/shop/money";
import { readShortages } from "@/lib/shop/stock";
import { ShortageNotice } from "../_components/shortage-notice";
import { PlaceOrder } from "./place-order";

export const metadata: Metadata = { title: "Check out" };
export const instant = false;

export default async function CheckoutPage() {
  const user = await requireUser();
  const lines = await readCart();
  if (!lines.length) return <NothingToOrder />;
  const cart = priceCart(lines);
  const short = await readShortages(lines);
  return (
    <>
      <h1>Check out</h1>
      <p className="mt-3 text-muted-foreground">{user.name}, please check your order.</p>
      <div className="mt-8 grid items-start gap-10 lg:grid-cols-[1fr_22rem]">
        {short.length > 0 && <ShortageNotice short={short} />}
        <Review cart={cart} />
        <section aria-label="Summary" className="sheet grid gap-5 p-6">
          <p className="flex items-baseline justify-between">
            <span className="text-muted-foreground">Total</span>
            <strong className="font-display text-2xl font-medium tabular-nums">
              {money(cart.total)}
            </strong>
          </p>
          {!short.length && <PlaceOrder cart={cart} />}
          <Link href="/cart" className="button button-quiet">
            Change the cart
          </Link>
        </section>
      </div>
    </>
  );
}

function Review({ cart }: { cart: Cart }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {cart.lines.map(({ productId, slug, name, unitPrice, quantity, lineTotal }) => (
        <li
          key={productId}
          className="grid grid-cols-[4rem_1fr_auto] items-center gap-4 py-4 sm:gap-6"
        >
          {/* eslint-disable-next-line @next/next/no-img-element */}
          <img
            src={`/assets/products/${slug}.svg`}
            alt=""
            width={64}
            height={64}
            className="h-auto w-full rounded-sm"
          />
          <div>
            <h2 className="text-lg leading-snug">{name}</h2>
            <p className="text-sm text-muted-foreground tabular-nums">
              {quantity} × {money(unitPrice)}
            </p>
          </div>
          <p className="font-display text-lg tabular-nums">{money(lineTotal)}</p>
        </li>
      ))}
    </ul>
  );
}

function NothingToOrder() {
  return (
    <div className="notice">
      <SealMark letter="" className="size-16 text-edge" />
      <h1>Your cart is empty.</h1>
      <p className="max-w-sm text-muted-foreground">Your past orders are in your account.</p>
      <Link href="/#products" className="button button-primary">
        See the products
      </Link>
      <Link href="/account/orders" className="button button-quiet">
        Your orders
      </Link>
    </div>
  );
}
