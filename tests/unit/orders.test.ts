import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { MAX_QUANTITY, priceCart, type CartLines } from "@/lib/shop/cart";
import { products } from "@/lib/shop/catalogue";
import { money } from "@/lib/shop/money";
import { ordersFrom } from "@/lib/shop/orders";
import { cartFingerprint } from "@/lib/shop/place-order";
import { shortages, shortageText } from "@/lib/shop/shortage";

const productIds = [...products.map(({ id }) => id), "gone", "__proto__"];
const cart: fc.Arbitrary<CartLines> = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...productIds), fc.integer({ min: 1, max: MAX_QUANTITY })),
  { selector: ([id]) => id },
);
const stock = fc
  .array(fc.tuple(fc.constantFrom(...productIds), fc.nat(120)))
  .map((rows) => new Map(rows));

test("a shortage names the product, the quantity and the stock", () => {
  const lines: CartLines = [
    ["p09", 3],
    ["p01", 1],
    ["p02", 5],
    ["p03", 7],
    ["gone", 1],
  ];
  const short = shortages(
    lines,
    new Map([
      ["p09", 2],
      ["p01", 0],
      ["p02", 5],
    ]),
  );
  expect(short).toEqual([
    { productId: "p09", name: "Dip Pen", wanted: 3, left: 2 },
    { productId: "p01", name: "Vermilion Sealing Wax", wanted: 1, left: 0 },
    { productId: "gone", name: null, wanted: 1, left: 0 },
  ]);
  expect(short.map(shortageText)).toEqual([
    "Dip Pen: only 2 left.",
    "Vermilion Sealing Wax is sold out.",
    "A product in your cart is no longer available.",
  ]);
});

test("a cart reduced to the stock has no shortage, and keeps its other lines", () => {
  fc.assert(
    fc.property(cart, stock, (lines, left) => {
      const short = new Map(
        shortages(lines, left).map((shortage) => [shortage.productId, shortage.left]),
      );
      const rest = lines
        .map(([id, quantity]) => [id, short.get(id) ?? quantity] as const)
        .filter(([, quantity]) => quantity > 0);
      return (
        shortages(rest, left).length === 0 &&
        lines.every(([id]) => short.has(id) || rest.some(([kept]) => kept === id))
      );
    }),
  );
});

test("two carts have the same fingerprint only if their lines are equal", () => {
  fc.assert(
    fc.property(cart, cart, (one, other) => {
      const [a, b] = [priceCart(one), priceCart(other)];
      return (
        (cartFingerprint(a) === cartFingerprint(b)) ===
        (JSON.stringify(a.lines) === JSON.stringify(b.lines))
      );
    }),
  );
});

test("ordersFrom groups rows into orders with line totals", () => {
  const order = (id: string) => ({ id, placedAt: 1, total: 30, currency: "EUR" });
  const line = (productId: string) => ({ productId, name: "Thing", unitPrice: 5, quantity: 3 });
  const rows = [
    { order: order("B"), line: line("p1") },
    { order: order("B"), line: line("p2") },
    { order: order("A"), line: line("p1") },
  ];
  expect(ordersFrom(rows)).toEqual([
    {
      ...order("B"),
      lines: [
        { ...line("p1"), lineTotal: 15 },
        { ...line("p2"), lineTotal: 15 },
      ],
    },
    { ...order("A"), lines: [{ ...line("p1"), lineTotal: 15 }] },
  ]);
  expect(ordersFrom([])).toEqual([]);
});

test("money is formatted with the digits of its currency", () => {
  expect([money(1850), money(0), money(123456, "USD"), money(1850, "JPY")]).toEqual([
    "€18.50",
    "€0.00",
    "US$1,234.56",
    "JP¥1,850",
  ]);
});
