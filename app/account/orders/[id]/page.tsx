import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requireUser } from "@/lib/auth";
import { findOrder } from "@/lib/shop/orders";
import { AccountNav } from "../../account-nav";
import { PrintButton } from "./print-button";
import { Receipt } from "./receipt";

type Props = PageProps<"/account/orders/[id]">;

export const metadata: Metadata = { title: "Your order" };
export const instant = false;

export default async function OrderPage({ params }: Props) {
  const user = await requireUser();
  const order = await findOrder(user.id, (await params).id);
  if (!order) notFound();
  return (
    <div className="mx-auto grid max-w-2xl gap-8">
      <h1 className="print:hidden">Your order</h1>
      <AccountNav />
      <Receipt order={order} user={user} />
      <p className="flex flex-wrap gap-3 print:hidden">
        <PrintButton />
        <Link href="/account/orders" className="button button-quiet">
          All orders
        </Link>
      </p>
    </div>
  );
}
