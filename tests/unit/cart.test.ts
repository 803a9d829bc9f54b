import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import {
  addLine,
  CartLimitError,
  MAX_LINES,
  MAX_QUANTITY,
  priceCart,
  setLine,
  TOO_MANY,
  type CartLines,
} from "@/lib/shop/cart";
import { products } from "@/lib/shop/catalogue";
import { guestCart } from "@/lib/shop/guest-cart";
import { FakeBrowser } from "../support/next-headers";

/** A cart with this number of lines. */
const cartOf = (count: number, quantity = 99): CartLines =>
  Array.from(
    { length: count },
    (_, index) => [`p${String(index + 1).padStart(2, "0")}`, quantity] as const,
  );

test("adding appends a line, or increases the quantity of an existing one", () => {
  const pens = addLine([], "p04", 2);
  const withInk = addLine(pens, "p05", 1);
  expect(addLine(withInk, "p04", 3)).toEqual([
    ["p04", 5],
    ["p05", 1],
  ]);
});

test("setting a quantity keeps the order, and 0 removes the line", () => {
  const cart = [
    ["p04", 2],
    ["p05", 1],
    ["p06", 7],
  ] as const;
  expect(setLine(cart, "p05", 9)).toEqual([
    ["p04", 2],
    ["p05", 9],
    ["p06", 7],
  ]);
  expect(setLine(cart, "p05", 0)).toEqual([
    ["p04", 2],
    ["p06", 7],
  ]);
  expect(setLine(cart, "p12", 0)).toEqual(cart);
});

test("a line holds at most 99, and the 100th is refused with a message", () => {
  const full = addLine(addLine([], "p04", 98), "p04", 1);
  expect(full).toEqual([["p04", MAX_QUANTITY]]);
  expect(() => addLine(full, "p04", 1)).toThrow(new CartLimitError(TOO_MANY));
  expect(() => setLine([], "p04", 100)).toThrow(CartLimitError);
});

test("a cart holds at most 60 lines, whose quantities can still be changed", () => {
  const full = addLine(cartOf(MAX_LINES - 1, 1), "p60", 1);
  expect(full).toHaveLength(60);
  expect(() => addLine(full, "p61", 1)).toThrow(CartLimitError);
  expect(addLine(full, "p60", 1)).toContainEqual(["p60", 2]);
  expect(addLine(setLine(full, "p01", 0), "p61", 1)).toHaveLength(60);
});

type Change = Readonly<{ verb: typeof addLine; id: string; quantity: number }>;

const change: fc.Arbitrary<Change> = fc.record({
  verb: fc.constantFrom(addLine, setLine),
  id: fc.integer({ min: 1, max: 70 }).map((number) => `p${number}`),
  quantity: fc.integer({ min: 1, max: 101 }),
});

/** The cart after a change, or the same cart when the change is refused. */
function tried(cart: CartLines, { verb, id, quantity }: Change): CartLines {
  const before = JSON.stringify(cart);
  try {
    return verb(cart, id, quantity);
  } catch (error) {
    if (error instanceof CartLimitError && JSON.stringify(cart) === before) return cart;
    throw error;
  }
}

const isWithinLimits = (cart: CartLines): boolean =>
  cart.length <= MAX_LINES &&
  new Set(cart.map(([id]) => id)).size === cart.length &&
  cart.every(([, quantity]) => quantity >= 1 && quantity <= MAX_QUANTITY);

test("any sequence of changes keeps the limits, and a refused change changes nothing", () => {
  const changes = fc.array(change, { maxLength: 150, size: "max" });
  fc.assert(fc.property(changes, (all) => isWithinLimits(all.reduce(tried, []))));
});

test("priceCart adds names, prices and totals in cents from the catalogue", () => {
  expect(
    priceCart([
      ["p01", 3],
      ["p04", 1],
    ]),
  ).toEqual({
    lines: [
      {
        productId: "p01",
        slug: "vermilion-wax",
        name: "Vermilion Sealing Wax",
        unitPrice: 950,
        quantity: 3,
        lineTotal: 2850,
      },
      {
        productId: "p04",
        slug: "fountain-pen",
        name: "Fountain Pen",
        unitPrice: 6400,
        quantity: 1,
        lineTotal: 6400,
      },
    ],
    count: 4,
    total: 9250,
    currency: "EUR",
  });
  expect(priceCart([])).toEqual({ lines: [], count: 0, total: 0, currency: "EUR" });
});

test("priceCart leaves out products that are no longer sold", () => {
  const cart = priceCart([
    ["gone", 5],
    ["p01", 1],
    ["__proto__", 1],
  ]);
  expect(cart).toMatchObject({ lines: [{ productId: "p01" }], count: 1, total: 950 });
});

test("the total is the sum of the lines, to the cent", () => {
  const line = fc.tuple(fc.constantFrom(...products), fc.integer({ min: 1, max: MAX_QUANTITY }));
  const lines = fc.uniqueArray(line, { selector: ([{ id }]) => id });
  fc.assert(
    fc.property(lines, (bought) => {
      const { total, count } = priceCart(
        bought.map(([{ id }, quantity]) => [id, quantity] as const),
      );
      const cents = bought.reduce((sum, [{ price }, quantity]) => sum + price * quantity, 0);
      return total === cents && count === bought.reduce((sum, [, quantity]) => sum + quantity, 0);
    }),
  );
});

/** A guest's browser with this cart. */
async function browserWith(cart: CartLines): Promise<FakeBrowser> {
  const browser = new FakeBrowser();
  await browser.request(async () => {
    for (const [id, quantity] of cart) await guestCart.add(id, quantity);
  });
  return browser;
}

test("a full guest cart fits into its cookie, and loses nothing when one more is refused", async () => {
  const browser = await browserWith(cartOf(MAX_LINES));
  await browser.request(async () => {
    await expect(guestCart.add("p61", 1)).rejects.toThrow(CartLimitError);
    expect(await guestCart.read()).toEqual(cartOf(MAX_LINES));
  });
});

test("20 lines of a guest cart take at most 1,200 bytes", async () => {
  const { cookies } = await browserWith(cartOf(20));
  const [[name, value] = ["", ""], ...others] = cookies;
  expect(others).toEqual([]);
  expect(`${name}${value}`.length).toBeLessThanOrEqual(1200);
});
