import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
} from "drizzle-orm/sqlite-core";
import { users } from "../db/schema";

/** The shop's own tables, with migrations of their own. Times are seconds since 1970, money is in minor units. */

const member = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** What lies in members' carts. */
export const cartLines = sqliteTable(
  "cart_lines",
  {
    userId: member(),
    productId: text("product_id").notNull(),
    quantity: integer("quantity").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.productId] })],
);

/** Guests' carts that were added to a member's: each counts once, however often its cookie is sent. */
export const mergedCarts = sqliteTable(
  "merged_carts",
  { id: text("id").primaryKey(), mergedAt: integer("merged_at").notNull() },
  (table) => [index("merged_carts_merged_at").on(table.mergedAt)],
);

/** How many there are left to sell. A product without a row is made to order and never runs out. */
export const stock = sqliteTable(
  "stock",
  { productId: text("product_id").primaryKey(), available: integer("available").notNull() },
  (table) => [check("stock_available", sql`${table.available} >= 0`)],
);

export const orders = sqliteTable(
  "orders",
  {
    id: text("id").primaryKey(),
    userId: member(),
    /** Chosen by whoever orders: the same key is the same order, however often it is sent. */
    idempotencyKey: text("idempotency_key").notNull(),
    placedAt: integer("placed_at").notNull(),
    total: integer("total").notNull(),
    currency: text("currency").notNull(),
  },
  (table) => [
    unique("orders_once").on(table.userId, table.idempotencyKey),
    index("orders_user_id").on(table.userId, table.placedAt),
  ],
);

/** What was ordered, as it was called and cost then. */
export const orderLines = sqliteTable(
  "order_lines",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    productId: text("product_id").notNull(),
    name: text("name").notNull(),
    unitPrice: integer("unit_price").notNull(),
    quantity: integer("quantity").notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.productId] })],
);

/** Which products a member looked at, and when last. */
export const seenProducts = sqliteTable(
  "seen_products",
  {
    userId: member(),
    productId: text("product_id").notNull(),
    seenAt: integer("seen_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.productId] })],
);
