import * as z from "zod";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { asForm, submit } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { shownCart } from "@/lib/shop/current-cart";
import { shortageText, type Shortage } from "@/lib/shop/shortage";
import { readShortages } from "@/lib/shop/stock";
import { CartForm } from "./cart-form";

const definition = { id: "shortage", fields: z.object({}) };

const result = ({ name, left }: Shortage): string =>
  left ? `${name}: now ${left}.` : `${name ?? "A discontinued product"} was removed.`;

async function reduceToStock(_: unknown, form: FormData) {
  "use server";
  return submit(definition, form, async () => {
    const cart = await shownCart(asForm(form));
    const short = await readShortages(await cart.read());
    for (const { productId, left } of short) await cart.set(productId, left);
    await flash("info", short.map(result).join(" ") || "Everything in your cart is in stock.");
  });
}

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
      <CartForm form={definition} action={reduceToStock} className="grid gap-3">
        <SubmitButton>Update cart to available stock</SubmitButton>
      </CartForm>
    </section>
  );
}
