import type { CartLines } from "./cart";
import { findProduct } from "./catalogue";

/** How many there are left, by product id. What is not in it is made to order and never runs out. */
export type Stock = ReadonlyMap<string, number>;

/** A line of a cart that can't be sent as it is. What has left the catalogue has lost its name, and none are left. */
export type Shortage = Readonly<{
  productId: string;
  name: string | null;
  wanted: number;
  left: number;
}>;

/** What of a cart there is not enough of, in the cart's order. */
export function shortages(lines: CartLines, stock: Stock): Shortage[] {
  return lines.flatMap(([productId, wanted]) => {
    const name = findProduct(productId)?.name ?? null;
    const left = name === null ? 0 : (stock.get(productId) ?? Infinity);
    return left < wanted ? [{ productId, name, wanted, left }] : [];
  });
}

/** A shortage in a sentence. */
export function shortageText({ name, left }: Shortage): string {
  if (name === null) return "Something in your cart is no longer sold.";
  return left ? `${name}: only ${left} left.` : `${name} is sold out.`;
}
