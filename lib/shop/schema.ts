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

/** The shop's tables, with migrations of their own. Times are seconds since 1970, amounts are in minor units. */

const userId = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** Users' carts. Guests' carts are in a cookie. */
export const cartLines = sqliteTable(
  "cart_lines",
  {
    userId: userId(),
    productId: text("product_id").notNull(),
    quantity: integer("quantity").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.productId] })],
);

/** Guest carts that were merged into a user's. Each is merged once, even if its cookie is sent again. */
export const mergedCarts = sqliteTable(
  "merged_carts",
  { id: text("id").primaryKey(), mergedAt: integer("merged_at").notNull() },
  (table) => [index("merged_carts_merged_at").on(table.mergedAt)],
);

/** Units left to sell. A product without a row is made to order and never sells out. */
export const stock = sqliteTable(
  "stock",
  { productId: text("product_id").primaryKey(), available: integer("available").notNull() },
  (table) => [check("stock_available", sql`${table.available} >= 0`)],
);

export const orders = sqliteTable(
  "orders",
  {
    id: text("id").primaryKey(),
    userId: userId(),
    /** Chosen by the client: a repeated request with the same key is the same order. */
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

/** Ordered products, with the name and price at that time. */
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
