import { CURRENCY, findProduct } from "./catalogue";

/** The lines of a cart, in the order in which they were added. */
export type CartLines = readonly (readonly [productId: string, quantity: number])[];

/** A guest's cart is in a cookie, a user's in the database. Each change returns the lines after it. */
export type CartStore = Readonly<{
  read: () => Promise<CartLines>;
  /** @throws CartLimitError when no more fits; the cart stays as it was */
  add: (productId: string, quantity: number) => Promise<CartLines>;
  /** Makes it exactly `quantity`; 0 takes the product out. @throws CartLimitError as `add` does */
  set: (productId: string, quantity: number) => Promise<CartLines>;
  empty: () => Promise<CartLines>;
}>;

/** A cart with names and prices from the catalogue. Money is in minor units. */
export type Cart = Readonly<{
  lines: readonly Readonly<{
    productId: string;
    slug: string;
    name: string;
    unitPrice: number;
    quantity: number;
    lineTotal: number;
  }>[];
  count: number;
  total: number;
  currency: string;
}>;

export const MAX_QUANTITY = 99;
export const MAX_LINES = 60;

export const TOO_MANY = `You can order at most ${MAX_QUANTITY} of one product.`;

/** The cart is full. The message is for the user. */
export class CartLimitError extends Error {
  override name = "CartLimitError";
}

/**
 * The cart with `quantity` more of a product.
 * @throws CartLimitError past 99 of one product or 60 different ones; the cart stays as it was
 */
export function addLine(lines: CartLines, productId: string, quantity: number): CartLines {
  if (quantity < 1) throw new RangeError(`${quantity} can't be added to a cart`);
  const present = lines.find(([id]) => id === productId)?.[1] ?? 0;
  return setLine(lines, productId, present + quantity);
}

/**
 * The cart with exactly `quantity` of a product; 0 takes it out.
 * @throws CartLimitError as `addLine` does
 */
export function setLine(lines: CartLines, productId: string, quantity: number): CartLines {
  if (!Number.isSafeInteger(quantity)) throw new RangeError(`${quantity} is no quantity`);
  if (quantity <= 0) return lines.filter(([id]) => id !== productId);
  if (quantity > MAX_QUANTITY) throw new CartLimitError(TOO_MANY);
  if (lines.some(([id]) => id === productId)) {
    return lines.map(([id, before]) => [id, id === productId ? quantity : before] as const);
  }
  if (lines.length >= MAX_LINES) {
    throw new CartLimitError(
      `Your cart is full: it holds ${MAX_LINES} products. Nothing in it was lost.`,
    );
  }
  return [...lines, [productId, quantity] as const];
}

/** The cart with names, prices and totals. What the shop no longer sells is left out. */
export function priceCart(lines: CartLines): Cart {
  const priced = lines.flatMap(([productId, quantity]) => {
    const product = findProduct(productId);
    if (!product) return [];
    const { slug, name, price: unitPrice } = product;
    return [{ productId, slug, name, unitPrice, quantity, lineTotal: unitPrice * quantity }];
  });
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  return {
    lines: priced,
    count: sum(priced.map(({ quantity }) => quantity)),
    total: sum(priced.map(({ lineTotal }) => lineTotal)),
    currency: CURRENCY,
  };
}
