import { SubmitButton } from "@/app/_components/ui/submit-button";
import { shortageText, type Shortage } from "@/lib/shop/shortage";
import { reduceToStock } from "../cart/actions";
import { shortageForm } from "../cart/forms";
import { CartForm } from "./cart-form";

/** Lists what is out of stock, and offers to reduce the cart to the rest. */
export function ShortageNotice({ short }: { short: readonly Shortage[] }) {
  return (
    <section
      aria-labelledby="shortage"
      className="col-span-full flex flex-wrap items-end justify-between gap-x-8 gap-y-4 rounded-sm border border-caution/50 bg-caution/10 p-5 sm:p-6"
    >
      <div>
        <h2 id="shortage" className="text-xl">
          Not everything is in stock
        </h2>
        <ul className="mt-2 grid gap-1">
          {short.map((shortage) => (
            <li key={shortage.productId}>{shortageText(shortage)}</li>
          ))}
        </ul>
      </div>
      <CartForm form={shortageForm} action={reduceToStock} className="grid gap-3">
        <SubmitButton>Update cart to available stock</SubmitButton>
      </CartForm>
    </section>
  );
}
