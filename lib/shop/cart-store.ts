import type { CartLines } from "./cart";

/** Where a cart lies: a guest's in a cookie, a member's in the database. Each change answers with the cart as it is then. */
export type CartStore = Readonly<{
  read: () => Promise<CartLines>;
  /** @throws CartLimitError when no more fits; the cart stays as it was */
  add: (productId: string, quantity: number) => Promise<CartLines>;
  /** Makes it exactly `quantity`; 0 takes the product out. @throws CartLimitError as `add` does */
  set: (productId: string, quantity: number) => Promise<CartLines>;
  empty: () => Promise<CartLines>;
}>;
