import { SealMark } from "@/app/_components/ui/seal-mark";
import { site } from "@/app/site";
import type { User } from "@/lib/auth";
import { money } from "@/lib/shop/money";
import type { Order } from "@/lib/shop/orders";
import { OrderTime } from "../order-time";

/** What was ordered and what it cost, on screen and on paper. */
export function Receipt({ order, user }: { order: Order; user: User }) {
  const { id, placedAt, lines, total, currency } = order;
  return (
    <section aria-labelledby="receipt" className="sheet grid gap-8 p-6 sm:p-10 print:p-0">
      <div className="flex items-center justify-between gap-4">
        <h2 id="receipt" className="text-3xl">
          Receipt
        </h2>
        <p className="flex items-center gap-2.5 font-display text-xl font-medium">
          <SealMark className="size-8 text-vermilion" /> {site.name}
        </p>
      </div>
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2 print:grid-cols-2">
        <Fact name="Order number">
          <span className="font-display text-xl tabular-nums">{id}</span>
        </Fact>
        <Fact name="Placed on">
          <OrderTime at={placedAt} exact />
        </Fact>
        <Fact name="For">
          {user.name}, {user.email}
        </Fact>
        <Fact name="Total">{money(total, currency)}</Fact>
      </dl>
      <table className="w-full text-left tabular-nums">
        <caption className="sr-only">What was ordered</caption>
        <thead className="text-sm text-muted-foreground">
          <tr className="border-b border-edge/60">
            <th scope="col" className="py-2 font-medium">
              Item
            </th>
            <th
              scope="col"
              className="px-4 py-2 text-right font-medium max-sm:sr-only print:not-sr-only"
            >
              Each
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              Quantity
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              Price
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map(({ productId, name, unitPrice, quantity, lineTotal }) => (
            <tr key={productId} className="break-inside-avoid">
              <th scope="row" className="py-3 font-normal">
                {name}
              </th>
              <td className="px-4 py-3 text-right max-sm:sr-only print:not-sr-only">
                {money(unitPrice, currency)}
              </td>
              <td className="px-4 py-3 text-right">{quantity}</td>
              <td className="py-3 text-right">{money(lineTotal, currency)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="rule font-display text-2xl">
          <tr>
            <th scope="row" colSpan={3} className="pt-4 font-medium">
              Total
            </th>
            <td className="pt-4 text-right">{money(total, currency)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted-foreground">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
