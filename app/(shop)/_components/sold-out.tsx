import { connection } from "next/server";
import { getSoldOut } from "@/lib/shop/inventory";

/** Names the products that are sold out. Nothing when all are in stock. */
export async function SoldOut() {
  await connection(); // A build has no database.
  const names = (await getSoldOut()).map(({ name }) => name);
  if (!names.length) return null;
  return <p className="text-sm text-muted-foreground">Sold out: {names.join(", ")}.</p>;
}
