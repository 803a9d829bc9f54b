import type { Client, InArgs } from "@libsql/client";
import { test as base, type Server } from "../fixtures";
import { openDatabase } from "./database";
import { addPerson, type Person } from "./users";
import { post, recordOf, sealedSession, send } from "./http";
import { setStock } from "./stock";

async function ask(
  server: Server,
  sql: string,
  args: InArgs,
): Promise<Awaited<ReturnType<Client["execute"]>>["rows"]> {
  const client = await openDatabase(server.databaseUrl);
  try {
    return (await client.execute({ sql, args })).rows;
  } finally {
    client.close();
  }
}

/** How many of a product there are in a new shop: enough for every other test. */
const PLENTY = 1000;

/** What is left in the shop. Whatever a test makes of it, there is plenty again afterwards. */
export type StockFixture = Readonly<{
  /** Makes it so many that are left of a product; null makes it one that is made to order. */
  set: (productId: string, available: number | null) => Promise<void>;
  of: (productId: string) => Promise<number>;
}>;

export const test = base.extend<{ stock: StockFixture }>({
  stock: async ({ server }, use) => {
    const touched = new Set<string>();
    await use({
      set: async (productId, available) => {
        touched.add(productId);
        await setStock(server, { [productId]: available });
      },
      of: async (productId) =>
        Number(
          (await ask(server, "select available from stock where product_id = ?", [productId]))[0]
            ?.available,
        ),
    });
    await setStock(
      server,
      Object.fromEntries([...touched].map((productId) => [productId, PLENTY])),
    );
  },
});

/** How many rows of a table are this member's. */
export async function countOf(
  server: Server,
  table: "cart_lines" | "orders",
  person: Person,
): Promise<number> {
  const [row] = await ask(server, `select count(*) as count from ${table} where user_id = ?`, [
    person.id,
  ]);
  return Number(row?.count);
}

/** How many lines an order has, whoever placed it. */
export async function linesOf(server: Server, orderId: string): Promise<number> {
  const [row] = await ask(server, "select count(*) as count from order_lines where order_id = ?", [
    orderId,
  ]);
  return Number(row?.count);
}

/** Puts into a member's cart what the shop would not: something that has left the catalogue. */
export async function plantCartLine(
  server: Server,
  person: Person,
  productId: string,
  quantity: number,
): Promise<void> {
  await ask(server, "insert into cart_lines (user_id, product_id, quantity) values (?, ?, ?)", [
    person.id,
    productId,
    quantity,
  ]);
}

export type Customer = Readonly<{
  person: Person;
  headers: Readonly<{ cookie: string }>;
  /** @param lies what else is in the body */
  add: (productId: string, quantity: number, lies?: object) => Promise<Response>;
  remove: (productId: string) => Promise<Response>;
  cart: () => Promise<{
    lines: { productId: string; quantity: number }[];
    count: number;
    total: number;
  }>;
  /** Places an order; without a key, with no such header. */
  order: (key?: string, body?: unknown) => Promise<Response>;
  orders: () => Promise<{ id: string; total: number; placedAt: number }[]>;
}>;

/** The shop as a member uses it from a program. */
export function customer(server: Server, person: Person, cookie: string): Customer {
  const headers = { cookie };
  return {
    person,
    headers,
    add: (productId, quantity, lies) =>
      post(server, "/api/cart", { ...lies, productId, quantity }, headers),
    remove: (productId) => send(server, `/api/cart/${productId}`, { method: "DELETE", headers }),
    cart: async () => (await send(server, "/api/cart", { headers })).json(),
    order: (key, body = {}) =>
      post(server, "/api/orders", body, {
        ...headers,
        ...(key !== undefined && { "idempotency-key": key }),
      }),
    orders: async () => (await (await send(server, "/api/orders", { headers })).json()).orders,
  };
}

/** A new member with these things in the cart. */
export async function newCustomer(
  server: Server,
  name: string,
  cart: readonly (readonly [string, number])[] = [],
): Promise<Customer> {
  const person = await addPerson(server.databaseUrl, name);
  const made = customer(server, person, await sealedSession(server, recordOf(person)));
  for (const [productId, quantity] of cart) await made.add(productId, quantity);
  return made;
}
