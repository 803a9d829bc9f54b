import { createClient, type Client, type InArgs } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import { migrateDatabase } from "@/lib/db/migrate";
import type { Server } from "../fixtures";
import { addPerson, type Person } from "./people";
import { post, recordOf, sealedSession, send } from "./http";

async function ask(server: Server, sql: string, args: InArgs): Promise<Awaited<ReturnType<Client["execute"]>>["rows"]> {
  const client = createClient({ url: server.databaseUrl, timeout: 5000 });
  try {
    await migrateDatabase(drizzle(client));
    return (await client.execute({ sql, args })).rows;
  } finally {
    client.close();
  }
}

/** Makes it so many that are left of a product; null makes it one that is made to order. */
export async function setStock(server: Server, productId: string, available: number | null): Promise<void> {
  await ask(server, "delete from stock where product_id = ?", [productId]);
  if (available !== null) await ask(server, "insert into stock (product_id, available) values (?, ?)", [productId, available]);
}

/** How many are left of a product. */
export async function stockOf(server: Server, productId: string): Promise<number> {
  const [row] = await ask(server, "select available from stock where product_id = ?", [productId]);
  return Number(row?.available);
}

/** How many rows of a table are this member's. */
export async function countOf(server: Server, table: "cart_lines" | "orders", person: Person): Promise<number> {
  const [row] = await ask(server, `select count(*) as count from ${table} where user_id = ?`, [person.id]);
  return Number(row?.count);
}

/** How many lines an order has, whoever placed it. */
export async function linesOf(server: Server, orderId: string): Promise<number> {
  const [row] = await ask(server, "select count(*) as count from order_lines where order_id = ?", [orderId]);
  return Number(row?.count);
}

/** Puts into a member's cart what the shop would not: something that has left the catalogue. */
export async function plantCartLine(server: Server, person: Person, productId: string, quantity: number): Promise<void> {
  await ask(server, "insert into cart_lines (user_id, product_id, quantity) values (?, ?, ?)", [person.id, productId, quantity]);
}

export type Customer = Readonly<{
  person: Person;
  headers: Readonly<{ cookie: string }>;
  /** @param lies what else is in the body */
  add: (productId: string, quantity: number, lies?: object) => Promise<Response>;
  remove: (productId: string) => Promise<Response>;
  cart: () => Promise<{ lines: { productId: string; quantity: number }[]; count: number; total: number }>;
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
    add: (productId, quantity, lies) => post(server, "/api/cart", { ...lies, productId, quantity }, headers),
    remove: (productId) => send(server, `/api/cart/${productId}`, { method: "DELETE", headers }),
    cart: async () => (await send(server, "/api/cart", { headers })).json(),
    order: (key, body = {}) => post(server, "/api/orders", body, { ...headers, ...(key !== undefined && { "idempotency-key": key }) }),
    orders: async () => (await (await send(server, "/api/orders", { headers })).json()).orders,
  };
}

/** A new member with these things in the cart. */
export async function newCustomer(server: Server, name: string, cart: readonly (readonly [string, number])[] = []): Promise<Customer> {
  const person = await addPerson(server.databaseUrl, name);
  const made = customer(server, person, await sealedSession(server, recordOf(person)));
  for (const [productId, quantity] of cart) await made.add(productId, quantity);
  return made;
}
