import Link from "next/link";
import { Field } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { formState } from "@/lib/http/forms";
import { MAX_QUANTITY } from "@/lib/shop/cart";
import type { Product } from "@/lib/shop/catalogue";
import { readSeen } from "@/lib/shop/current-recently-viewed";
import { money } from "@/lib/shop/money";
import { SEEN_SHOWN } from "@/lib/shop/recently-viewed";
import { getStockLevel, type Left } from "@/lib/shop/inventory";
import { CartForm } from "../../_components/cart-form";
import { addToCartAction } from "./actions";
import { SeenLast, type SeenProduct } from "./recently-viewed";

/** What of a product's page depends on who looks at it, and when: one hole for both parts. */
export async function ForThisVisitor({ product }: { product: Product }) {
  const [initial, seen] = await Promise.all([formState(`add-${product.id}`), readSeen()]);
  const left = await getStockLevel(product.id);
  return (
    <>
      <div className="grid min-h-25.5 content-start justify-items-start gap-3 md:self-start">
        <Availability left={left} />
        {left === 0 ? (
          <Link href="/#products" className="button button-quiet">
            Look at something else
          </Link>
        ) : (
          <CartForm
            adds
            action={addToCartAction}
            initial={initial}
            className="grid grid-cols-[6rem_auto] items-start justify-start gap-3"
          >
            <input type="hidden" name="productId" value={product.id} />
            <Field
              label="Quantity"
              name="quantity"
              type="number"
              inputMode="numeric"
              min={1}
              max={MAX_QUANTITY}
              defaultValue={1}
            />
            <SubmitButton className="button button-primary mt-6.5">Add to cart</SubmitButton>
          </CartForm>
        )}
      </div>
      <SeenLast product={asSeen(product)} seen={seen.map(asSeen)} most={SEEN_SHOWN} />
    </>
  );
}

const asSeen = ({ id, slug, name, price }: Product): SeenProduct => ({
  id,
  slug,
  name,
  price: money(price),
});

function Availability({ left }: { left: Left }) {
  const [dot, text] =
    left === 0
      ? ["bg-edge", "Sold out. The next ones are being made."]
      : left === null
        ? ["bg-good", "In stock."]
        : ["bg-caution", `Only ${left} left.`];
  return (
    <p className="flex items-center gap-2.5 text-sm">
      <span className={`size-2 shrink-0 rounded-full ${dot}`} />
      {text}
    </p>
  );
}

/** As tall as what comes, so that nothing moves. */
export function ForThisVisitorWaiting() {
  return (
    <div data-waiting aria-hidden className="grid min-h-25.5 content-start gap-3 md:self-start">
      <span className="skeleton h-5 w-64" />
      <span className="skeleton h-17.5 w-64" />
    </div>
  );
}
