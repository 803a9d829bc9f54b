import Link from "next/link";
import { Field } from "@/app/_components/ui/field";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { MAX_QUANTITY, type Cart } from "@/lib/shop/cart";
import { money } from "@/lib/shop/money";
import { CartForm } from "../_components/cart-form";
import { removeFromCart, updateQuantity } from "./actions";
import { removeForm, updateForm } from "./forms";

/** One line of the cart. @param left the stock, when it is too low */
export function CartRow({ line, left }: { line: Cart["lines"][number]; left?: number }) {
  const nameId = `name-${line.productId}`;
  return (
    <li className="grid grid-cols-[5rem_1fr_auto] gap-x-4 gap-y-3 py-6 sm:grid-cols-[8rem_1fr_auto] sm:gap-x-6">
      {/* eslint-disable-next-line @next/next/no-img-element */}
      <img
        src={`/assets/products/${line.slug}.svg`}
        alt=""
        width={128}
        height={128}
        className="picture sm:row-span-2"
      />
      <div>
        <h2 className="text-lg leading-snug sm:text-xl" id={nameId}>
          <Link href={`/products/${line.slug}`} prefetch className="hover:underline">
            {line.name}
          </Link>
        </h2>
        <p className="text-sm text-muted-foreground tabular-nums">{money(line.unitPrice)} each</p>
        {left !== undefined && (
          <p className="text-sm font-medium text-caution">
            {left ? `Only ${left} left` : "Sold out"}
          </p>
        )}
      </div>
      <p className="font-display text-lg leading-snug tabular-nums sm:text-xl">
        {money(line.lineTotal)}
      </p>
      <div className="col-span-full flex flex-wrap items-start gap-2 sm:col-start-2">
        <CartForm
          form={updateForm(line.productId)}
          action={updateQuantity}
          className="grid grid-cols-[5rem_auto] items-start justify-start gap-2"
        >
          <input type="hidden" name="productId" value={line.productId} />
          <Field
            key={line.quantity}
            label="Quantity"
            name="quantity"
            type="number"
            inputMode="numeric"
            min={1}
            max={MAX_QUANTITY}
            defaultValue={line.quantity}
          />
          <SubmitButton className="button button-quiet mt-6.5" aria-describedby={nameId}>
            Update
          </SubmitButton>
        </CartForm>
        <CartForm form={removeForm(line.productId)} action={removeFromCart}>
          <input type="hidden" name="productId" value={line.productId} />
          <SubmitButton
            className="button mt-6.5 px-3 text-muted-foreground hover:text-ink"
            aria-describedby={nameId}
          >
            Remove
          </SubmitButton>
        </CartForm>
      </div>
    </li>
  );
}
