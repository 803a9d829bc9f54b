import Link from "next/link";
import { Field, Form } from "@/app/_components/form";
import { SubmitButton } from "@/app/_components/submit-button";
import { formState } from "@/lib/forms";
import { MAX_QUANTITY, type Cart } from "@/lib/shop/cart";
import { money } from "@/lib/shop/money";
import { removeLineAction, updateLineAction } from "./actions";

/** One line of the cart: what it is, how many, what that comes to. */
export async function CartRow({ line }: { line: Cart["lines"][number] }) {
  const initial = await formState(`line-${line.productId}`);
  const nameId = `name-${line.productId}`;
  return (
    <li className="grid grid-cols-[5rem_1fr] gap-x-4 gap-y-3 p-4 sm:grid-cols-[6rem_1fr_auto] sm:p-5">
      {/* eslint-disable-next-line @next/next/no-img-element */}
      <img src={`/products/${line.slug}.svg`} alt="" width={96} height={96} className="h-auto w-full rounded-lg" />
      <div>
        <h2 className="text-lg" id={nameId}>
          <Link href={`/products/${line.slug}`} className="hover:underline">
            {line.name}
          </Link>
        </h2>
        <p className="text-sm text-muted tabular-nums">{money(line.unitPrice)} each</p>
      </div>
      <p className="font-medium tabular-nums max-sm:col-start-2 sm:text-right">{money(line.lineTotal)}</p>
      <div className="col-span-full flex flex-wrap items-end gap-2 sm:col-start-2">
        <Form action={updateLineAction} initial={initial} className="flex items-end gap-2">
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
            className="max-w-24"
          />
          <SubmitButton className="button button-quiet" aria-describedby={nameId}>
            Update
          </SubmitButton>
        </Form>
        <form action={removeLineAction}>
          <input type="hidden" name="productId" value={line.productId} />
          <SubmitButton className="button text-muted hover:text-ink" aria-describedby={nameId}>
            Remove
          </SubmitButton>
        </form>
      </div>
    </li>
  );
}
