import type { CartLines } from "./cart";

/** A guest's cart is in a cookie, a user's in the database. Each change returns the lines after it. */
export type CartStore = Readonly<{
  read: () => Promise<CartLines>;
  /** @throws CartLimitError when no more fits; the cart stays as it was */
  add: (productId: string, quantity: number) => Promise<CartLines>;
  /** Makes it exactly `quantity`; 0 takes the product out. @throws CartLimitError as `add` does */
  set: (productId: string, quantity: number) => Promise<CartLines>;
  empty: () => Promise<CartLines>;
}>;
