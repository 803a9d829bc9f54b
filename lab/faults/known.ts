import { createHash } from "node:crypto";
import type { Server } from "../../tests/fixtures";
import { newCustomer } from "../../tests/support/shop";

/** What a request may be made of that means something to this server. */
export type Known = Readonly<{
  /** What may stand for a part of a path in brackets: a product, an order, sessions. */
  ids: readonly string[];
  /** `Cookie` headers of people. */
  cookies: readonly string[];
  origin: string;
}>;

/** New people, each with a session and something in the cart; one has ordered before. */
export async function newKnown(server: Server): Promise<Known> {
  const people = await Promise.all(
    ["Ann", "Ben", "Cat", "Dan", "Eve", "Fay"].map((name) =>
      newCustomer(server, name, [["p01", 1]]),
    ),
  );
  const [ann] = people;
  const order = (await (await ann?.order("before"))?.json()) as { id: string };
  await ann?.add("p02", 2);
  const sessions = people.map(({ person }) =>
    createHash("sha256").update(person.sessionId).digest("base64url"),
  );
  return {
    ids: ["p01", "dip-pen", order.id, ...sessions],
    cookies: people.map(({ headers }) => headers.cookie),
    origin: server.origin,
  };
}
