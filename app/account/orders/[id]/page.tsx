import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requireUser } from "@/lib/auth";
import { findOrder } from "@/lib/shop/orders";
import { AccountPage } from "../../account-page";
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
    <AccountPage title="Your order">
      <Receipt order={order} user={user} />
      <p className="flex flex-wrap gap-3 print:hidden">
        <PrintButton />
        <Link href="/account/orders" className="button button-quiet">
          All orders
        </Link>
      </p>
    </AccountPage>
  );
}
