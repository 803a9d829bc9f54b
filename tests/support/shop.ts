import type { InArgs, Row } from "@libsql/client";
import type { BrowserContext } from "@playwright/test";
import { addCookies, test as base, type Server } from "../fixtures";
import { openDatabase } from "./database";
import { post, recordOf, sealedSession, send, setCookies } from "./http";
import { setStock } from "./stock";
import { addUser, type TestUser } from "./users";

/** Executes a statement in the database of a server. */
export async function query(server: Server, sql: string, args: InArgs = []): Promise<Row[]> {
  const client = await openDatabase(server.databaseUrl);
  try {
    return (await client.execute({ sql, args })).rows;
  } finally {
    client.close();
  }
}

/** The stock of every product in a new database, more than any test needs. */
const PLENTY = 1000;

/** The stock of products. Every change is undone after the test. */
export type StockFixture = Readonly<{
  /** Null makes a product to order: it never runs out. */
  set: (productId: string, available: number | null) => Promise<void>;
  of: (productId: string) => Promise<number>;
}>;

export const test = base.extend<{ stock: StockFixture }>({
  stock: async ({ server }, use) => {
    const changed: Record<string, number> = {};
    await use({
      set: async (productId, available) => {
        changed[productId] = PLENTY;
        await setStock(server, { [productId]: available });
      },
      of: async (productId) => {
        const sql = "select available from stock where product_id = ?";
        return Number((await query(server, sql, [productId]))[0]?.available);
      },
    });
    await setStock(server, changed);
  },
});

/** Adds the cookies of these responses to a browser, as if it had sent the requests. */
export const storeCookies = (
  context: BrowserContext,
  server: Server,
  ...responses: readonly Response[]
): Promise<void> => addCookies(context, server, responses.flatMap(setCookies));

/** The number of a user's rows in a table. */
export async function countOf(
  server: Server,
  table: "cart_lines" | "orders",
  user: TestUser,
): Promise<number> {
  const sql = `select count(*) as count from ${table} where user_id = ?`;
  return Number((await query(server, sql, [user.id]))[0]?.count);
}

/** The number of lines of an order. */
export async function linesOf(server: Server, orderId: string): Promise<number> {
  const sql = "select count(*) as count from order_lines where order_id = ?";
  return Number((await query(server, sql, [orderId]))[0]?.count);
}

/** Adds a cart line that the API would refuse, such as a product that is no longer sold. */
export async function insertCartLine(
  server: Server,
  user: TestUser,
  productId: string,
  quantity: number,
): Promise<void> {
  const sql = "insert into cart_lines (user_id, product_id, quantity) values (?, ?, ?)";
  await query(server, sql, [user.id, productId, quantity]);
}

type Cart = {
  lines: { productId: string; quantity: number }[];
  count: number;
  total: number;
};

/** The shop's API as one user. */
export type Customer = Readonly<{
  user: TestUser;
  headers: Readonly<{ cookie: string }>;
  /** @param extra more properties of the body */
  add: (productId: string, quantity: number, extra?: object) => Promise<Response>;
  remove: (productId: string) => Promise<Response>;
  cart: () => Promise<Cart>;
  /** Places an order; without a key, no `Idempotency-Key` is sent. */
  order: (key?: string, body?: unknown) => Promise<Response>;
  orders: (page?: number) => Promise<{ id: string; total: number; placedAt: number }[]>;
}>;

export function customer(server: Server, user: TestUser, cookie: string): Customer {
  const headers = { cookie };
  const read = async (path: string) => (await send(server, path, { headers })).json();
  return {
    user,
    headers,
    add: (productId, quantity, extra) =>
      post(server, "/api/cart", { ...extra, productId, quantity }, headers),
    remove: (productId) => send(server, `/api/cart/${productId}`, { method: "DELETE", headers }),
    cart: () => read("/api/cart"),
    order: (key, body = {}) =>
      post(server, "/api/orders", body, { ...headers, ...(key && { "idempotency-key": key }) }),
    orders: async (page = 1) => (await read(`/api/orders?page=${page}`)).orders,
  };
}

/** A new user with these products in the cart. */
export async function newCustomer(
  server: Server,
  name: string,
  cart: readonly (readonly [productId: string, quantity: number])[] = [],
): Promise<Customer> {
  const user = await addUser(server.databaseUrl, name);
  const created = customer(server, user, await sealedSession(server, recordOf(user)));
  for (const [productId, quantity] of cart) await created.add(productId, quantity);
  return created;
}
