import { createHash } from "node:crypto";
import type { Server } from "../../tests/fixtures";
import { newCustomer } from "../../tests/support/shop";

/** Values that exist on a server, so that some generated requests get past the first check. */
export type KnownValues = Readonly<{
  /** For path parameters: a product, a slug, an order, sessions. */
  ids: readonly string[];
  /** `Cookie` headers of users. */
  cookies: readonly string[];
  origin: string;
}>;

/** Adds users with a session and a cart each; the first one has an order. */
export async function addKnownValues(server: Server): Promise<KnownValues> {
  const names = ["Ann", "Ben", "Cat", "Dan", "Eve", "Fay"];
  const customers = await Promise.all(names.map((name) => newCustomer(server, name, [["p01", 1]])));
  const [ann] = customers;
  const order = (await (await ann?.order("first"))?.json()) as { id: string };
  await ann?.add("p02", 2);
  const sessions = customers.map(({ user }) =>
    createHash("sha256").update(user.sessionId).digest("base64url"),
  );
  return {
    ids: ["p01", "dip-pen", order.id, ...sessions],
    cookies: customers.map(({ headers }) => headers.cookie),
    origin: server.origin,
  };
}
