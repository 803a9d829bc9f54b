import type { Metadata } from "next";
import Link from "next/link";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { orUnknown } from "@/lib/errors";
import { priceCart } from "@/lib/shop/cart";
import { readCart } from "@/lib/shop/current-cart";
import { money } from "@/lib/shop/money";
import { readShortages } from "@/lib/shop/stock";
import { CartForm } from "../_components/cart-form";
import { Notice } from "../_components/notice";
import { ShortageNotice } from "../_components/shortage-notice";
import { emptyCart } from "./actions";
import { CartRow } from "./cart-row";
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
  if (lines === "unknown") {
    const text = "Our database does not answer. Your cart is safe. Try again soon.";
    return <Notice role="status" title="Your cart is not available right now." text={text} />;
  }
  if (!lines.length) {
    return (
      <Notice title="Your cart is empty." text="Start with a stick of wax.">
        <Link href="/#products" className="button button-primary">
          See the products
        </Link>
      </Notice>
    );
  }
  const cart = priceCart(lines);
  const short = await readShortages(lines);
  const left = new Map(short.map((shortage) => [shortage.productId, shortage.left]));
  return (
    <div className="mt-8 grid items-start gap-10 lg:grid-cols-[1fr_20rem]">
      {short.length > 0 && <ShortageNotice short={short} />}
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
        <CartForm form={emptyForm} action={emptyCart} className="-my-2 grid gap-3">
          <SubmitButton className="button text-muted-foreground hover:text-ink">
            Empty cart
          </SubmitButton>
        </CartForm>
      </section>
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
