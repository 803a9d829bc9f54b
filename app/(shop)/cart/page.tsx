import type { Metadata } from "next";
import Link from "next/link";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { SealMark } from "@/app/_components/ui/seal-mark";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { orUnknown } from "@/lib/errors";
import { priceCart } from "@/lib/shop/cart";
import { readCart } from "@/lib/shop/current-cart";
import { money } from "@/lib/shop/money";
import { readShortages } from "@/lib/shop/stock";
import { CartForm } from "../_components/cart-form";
import { ShortageNotice } from "../_components/shortage-notice";
import { CartRow } from "./cart-row";
import { emptyCartAction } from "./actions";
import { emptyForm } from "./forms";

export const metadata: Metadata = { title: "Cart" };

export default function CartPage() {
  return (
    <>
      <h1>Your cart</h1>
      <DynamicSection fallback={<CartSkeleton />}>
        <CartContent />
      </DynamicSection>
    </>
  );
}

async function CartContent() {
  const lines = await orUnknown(readCart);
  if (lines === "unknown") return <CartUnavailable />;
  if (!lines.length) return <EmptyCart />;
  const cart = priceCart(lines);
  const short = await readShortages(lines);
  const left = new Map(short.map((shortage) => [shortage.productId, shortage.left]));
  return (
    <div className="mt-8 grid items-start gap-10 lg:grid-cols-[1fr_20rem]">
      {short.length > 0 && <ShortageNotice short={short} page="/cart" />}
      <ul className="divide-y divide-line border-y border-line">
        {cart.lines.map((line) => (
          <CartRow key={line.productId} line={line} left={left.get(line.productId)} />
        ))}
      </ul>
      <section aria-label="Summary" className="sheet grid gap-5 p-6 lg:sticky lg:top-8">
        <p className="flex items-baseline justify-between">
          <span className="text-muted-foreground">Total</span>
          <strong className="font-display text-2xl font-medium tabular-nums">
            {money(cart.total)}
          </strong>
        </p>
        <Link href="/checkout" className="button button-primary">
          Check out
        </Link>
        <CartForm form={emptyForm} action={emptyCartAction} className="-my-2 grid gap-3">
          <SubmitButton className="button text-muted-foreground hover:text-ink">
            Empty cart
          </SubmitButton>
        </CartForm>
      </section>
    </div>
  );
}

function EmptyCart() {
  return (
    <div className="notice sheet mt-8 px-6">
      <SealMark letter="" className="size-16 text-edge" />
      <p className="font-display text-2xl">Your cart is empty.</p>
      <p className="max-w-sm text-muted-foreground">Start with a stick of wax.</p>
      <Link href="/#products" className="button button-primary">
        See the products
      </Link>
    </div>
  );
}

/** For a user whose cart is in a database that does not answer. */
function CartUnavailable() {
  return (
    <div role="status" className="notice sheet mt-8 px-6">
      <SealMark letter="" className="size-16 text-edge" />
      <p className="font-display text-2xl">Your cart is not available right now.</p>
      <p className="max-w-sm text-muted-foreground">
        Our database does not answer. Your cart is safe. Try again soon.
      </p>
    </div>
  );
}

function CartSkeleton() {
  return (
    <div data-waiting aria-hidden className="mt-8 grid items-start gap-10 lg:grid-cols-[1fr_20rem]">
      <div className="divide-y divide-line border-y border-line">
        {[0, 1].map((row) => (
          <div
            key={row}
            className="grid grid-cols-[5rem_1fr] gap-4 py-6 sm:grid-cols-[8rem_1fr] sm:gap-6"
          >
            <span className="skeleton aspect-square" />
            <span className="grid content-start gap-3">
              <span className="skeleton h-6 w-40 max-w-full" />
              <span className="skeleton h-4 w-24" />
              <span className="skeleton h-11 w-56 max-w-full" />
            </span>
          </div>
        ))}
      </div>
      <span className="skeleton h-52" />
    </div>
  );
}
