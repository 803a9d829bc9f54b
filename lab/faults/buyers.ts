import type { EventEmitter } from "node:events";
import { SESSION_COOKIE, type Server } from "../../tests/fixtures";
import { recordOf, sealedSession } from "../../tests/support/http";
import { addPerson, type Person } from "../../tests/support/users";
import { customer } from "../../tests/support/shop";
import { Visitor } from "../support/visitor";

export type Lines = Readonly<Record<string, number>>;

/** An order somebody has sent, and what came of it as far as they know. */
export type Try = { readonly key: string; readonly lines: Lines; order?: string };

/** Rings for every order that is on its way. */
export type Bell = EventEmitter<{ order: [] }>;

export type End = "cut off" | "refused";

/** A member who goes on buying as long as it goes, by the handlers or by the pages. */
export type Buyer = Readonly<{
  person: Person;
  /** Every order sent so far, the last one last. */
  tries: Try[];
  /** Buys and buys, until an answer doesn't come or is 503. Why it has ended. */
  buy: (server: Server) => Promise<End>;
  /** Sends the last order once more, the way they had; the number of the order that comes of it. */
  again: (server: Server) => Promise<string>;
  /** What a program gets that orders with this key. */
  orderBy: (server: Server, key: string) => Promise<Response>;
}>;

const key = (place: number): string => `k${place.toString().padStart(6, "0")}`;

/** Two things a time, of which every buyer chooses others, so that no two orders look alike. */
const choose = (place: number, products: readonly string[]): Lines => ({
  [products[place % products.length] ?? ""]: 1 + (place % 3),
  [products[(place + 1) % products.length] ?? ""]: 1 + (place % 2),
});

class Refused extends Error {}

async function fill(server: Server, person: Person, cookie: string, lines: Lines): Promise<void> {
  for (const [productId, quantity] of Object.entries(lines)) {
    const { ok, status } = await customer(server, person, cookie).add(productId, quantity);
    if (status === 503) throw new Refused();
    if (!ok) throw new Error(`${status} for a thing in the cart`);
  }
}

/** Of what was not ordered when the server died, something may lie in the cart still. */
const empty = async ({ origin }: Server, cookie: string): Promise<unknown> =>
  fetch(`${origin}/api/cart`, { method: "DELETE", headers: { cookie } });

/** Begins, and does it over and over. @throws what is neither a connection that breaks off nor a refusal */
async function goOn(begin: () => Promise<unknown>, work: () => Promise<unknown>): Promise<End> {
  try {
    await begin();
    for (;;) await work();
  } catch (error) {
    if (error instanceof Refused) return "refused";
    if (error instanceof TypeError && /fetch failed|terminated/.test(error.message))
      return "cut off";
    throw error;
  }
}

/** A buyer that is a program. */
export async function program(
  server: Server,
  name: string,
  products: readonly string[],
  bell?: Bell,
): Promise<Buyer> {
  const person = await addPerson(server.databaseUrl, name);
  const cookie = await sealedSession(server, recordOf(person));
  const tries: Try[] = [];
  const place = async (server: Server, one: Try): Promise<string> => {
    const response = await customer(server, person, cookie).order(one.key);
    const { id } = (await response.json()) as { id: string };
    if (response.status === 503) throw new Refused();
    if (response.status !== 201) throw new Error(`${response.status} for an order`);
    return (one.order = id);
  };
  return {
    person,
    tries,
    buy: (server) =>
      goOn(
        () => empty(server, cookie),
        async () => {
          const one = { key: key(tries.length), lines: choose(tries.length, products) };
          await fill(server, person, cookie, one.lines);
          tries.push(one);
          bell?.emit("order");
          await place(server, one);
        },
      ),
    again: (server) => place(server, tries.at(-1) as Try),
    orderBy: (server, key) => customer(server, person, cookie).order(key),
  };
}

/** A buyer with a browser, without JavaScript: the key comes with the page. */
export async function browser(
  server: Server,
  name: string,
  products: readonly string[],
  bell?: Bell,
): Promise<Buyer> {
  const person = await addPerson(server.databaseUrl, name);
  const cookie = await sealedSession(server, recordOf(person));
  const visitor = new Visitor(server);
  visitor.cookies.set(SESSION_COOKIE, cookie.slice(SESSION_COOKIE.length + 1));
  const tries: Try[] = [];
  const place = async (one: Try): Promise<string> => {
    const { url, text, status } = await visitor.submit("Place order");
    const [, id] = /^\/account\/orders\/([\w-]+)$/.exec(url) ?? [];
    if (!id) throw new Error(`${status} at ${url} for an order: ${text.slice(0, 200)}`);
    return (one.order = id);
  };
  return {
    person,
    tries,
    buy: (server) =>
      goOn(
        () => empty(server, cookie),
        async () => {
          const lines = choose(tries.length, products);
          await fill(server, person, cookie, lines);
          const { text } = await visitor.get("/checkout");
          const [, key = ""] = /name="key" value="([^"]+)"/.exec(text) ?? [];
          const one = { key, lines };
          tries.push(one);
          bell?.emit("order");
          await place(one);
        },
      ),
    again: () => place(tries.at(-1) as Try),
    orderBy: (server, key) => customer(server, person, cookie).order(key),
  };
}
