import Link from "next/link";
import { Field } from "@/app/_components/ui/field";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { MAX_QUANTITY } from "@/lib/shop/cart";
import type { Product } from "@/lib/shop/catalogue";
import { getStockLevel, type StockLevel } from "@/lib/shop/inventory";
import { money } from "@/lib/shop/money";
import { readRecentlyViewed } from "@/lib/shop/recently-viewed";
import { CartForm } from "../../_components/cart-form";
import { addToCart } from "../../cart/actions";
import { addForm } from "../../cart/forms";
import { RecentlyViewed, type RecentProduct } from "./recently-viewed";

/** The parts of a product page that depend on the visitor and the stock: one dynamic section. */
export async function ForThisVisitor({ product }: { product: Product }) {
  // Cookies first: they wait for a request, and a build has no database to read the stock from.
  const recent = await readRecentlyViewed();
  const left = await getStockLevel(product.id);
  return (
    <>
      <div className="grid min-h-25.5 content-start justify-items-start gap-3 md:self-start">
        <Availability left={left} />
        {left === 0 ? (
          <Link href="/#products" className="button button-quiet">
            See other products
          </Link>
        ) : (
          <CartForm
            adds
            form={addForm(product.id)}
            action={addToCart}
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
      <RecentlyViewed product={toCard(product)} recent={recent.map(toCard)} />
    </>
  );
}

const toCard = ({ id, slug, name, price }: Product): RecentProduct => ({
  id,
  slug,
  name,
  price: money(price),
});

function Availability({ left }: { left: StockLevel }) {
  const [dot, text] =
    left === 0
      ? ["bg-edge", "Sold out. More are being made."]
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

/** As tall as the content, so that nothing moves. */
export function ForThisVisitorSkeleton() {
  return (
    <div data-waiting aria-hidden className="grid min-h-25.5 content-start gap-3 md:self-start">
      <span className="skeleton h-5 w-64" />
      <span className="skeleton h-17.5 w-64" />
    </div>
  );
}
