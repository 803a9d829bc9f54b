import { SubmitButton } from "@/app/_components/ui/submit-button";
import { formState } from "@/lib/http/forms";
import { shortageText, type Shortage } from "@/lib/shop/shortage";
import { CartForm } from "./cart-form";
import { takeWhatIsLeftAction } from "./shortage-actions";

type Props = { short: readonly Shortage[]; page: "/cart" | "/checkout" };

/** Tells what there is not enough of, and offers to make do with the rest. */
export async function ShortageNotice({ short, page }: Props) {
  const initial = await formState("shortage");
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
      <CartForm action={takeWhatIsLeftAction} initial={initial} className="grid gap-3">
        <input type="hidden" name="page" value={page} />
        <SubmitButton>Take what is left</SubmitButton>
      </CartForm>
    </section>
  );
}
