import type { Metadata } from "next";
import Link from "next/link";
import { Notice } from "@/app/(shop)/_components/notice";
import { requireUser } from "@/lib/auth";
import { money } from "@/lib/shop/money";
import { listOrders, pageNumber, type Order } from "@/lib/shop/orders";
import { AccountPage } from "../account-page";
import { OrderTime } from "./order-time";

export const metadata: Metadata = { title: "Your orders" };
export const instant = false;

export default async function OrdersPage({ searchParams }: PageProps<"/account/orders">) {
  const user = await requireUser();
  const page = pageNumber((await searchParams).page);
  const { orders, nextPage } = await listOrders(user.id, page);
  return (
    <AccountPage title="Your orders">
      {orders.length ? (
        <ul className="sheet divide-y divide-line">
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </ul>
      ) : (
        <Notice
          className="notice sheet px-6"
          title="No orders yet."
          text="Your orders and receipts will be here."
        >
          <Link href="/#products" className="button button-primary">
            See the products
          </Link>
        </Notice>
      )}
      {(page > 1 || nextPage) && (
        <nav aria-label="Pages" className="flex justify-between gap-3">
          {page > 1 && (
            <Link href={`?page=${page - 1}`} className="link">
              Newer orders
            </Link>
          )}
          {nextPage && (
            <Link href={`?page=${nextPage}`} className="link ml-auto">
              Older orders
            </Link>
          )}
        </nav>
      )}
    </AccountPage>
  );
}

function OrderRow({ order: { id, placedAt, lines, total, currency } }: { order: Order }) {
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <li className="relative flex flex-wrap items-baseline justify-between gap-x-6 p-5 hover:bg-sunken sm:px-6">
      <div>
        <h2 className="text-xl tabular-nums">
          <Link
            href={`/account/orders/${id}`}
            className="decoration-1 underline-offset-4 after:absolute after:inset-0 hover:underline"
          >
            {id}
          </Link>
        </h2>
        <p className="text-sm text-muted-foreground">
          <OrderTime at={placedAt} />, {count === 1 ? "one item" : `${count} items`}
        </p>
      </div>
      <p className="font-display text-xl tabular-nums">{money(total, currency)}</p>
    </li>
  );
}
