import type { CartLines } from "./cart";
import { findProduct } from "./catalogue";

/** Stock by product id. A product that is not in it is made to order and never runs out. */
export type Stock = ReadonlyMap<string, number>;

/** A line of a cart that exceeds the stock. A discontinued product has no name. */
export type Shortage = Readonly<{
  productId: string;
  name: string | null;
  wanted: number;
  left: number;
}>;

/** The lines that exceed the stock, in the cart's order. */
export function shortages(lines: CartLines, stock: Stock): Shortage[] {
  return lines.flatMap(([productId, wanted]) => {
    const name = findProduct(productId)?.name ?? null;
    const left = name === null ? 0 : (stock.get(productId) ?? Infinity);
    return left < wanted ? [{ productId, name, wanted, left }] : [];
  });
}

/** A shortage as a message for the user. */
export function shortageText({ name, left }: Shortage): string {
  if (name === null) return "A product in your cart is no longer available.";
  return left ? `${name}: only ${left} left.` : `${name} is sold out.`;
}
