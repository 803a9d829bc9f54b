import type { EventEmitter } from "node:events";
import { SESSION_COOKIE, type Server } from "../../tests/fixtures";
import { recordOf, sealedSession } from "../../tests/support/http";
import { customer } from "../../tests/support/shop";
import { addUser, type TestUser } from "../../tests/support/users";
import { Visitor } from "../support/visitor";

/** Quantities by product id. */
export type Quantities = Readonly<Record<string, number>>;

/** An order that was sent; `orderId` is set once the response has arrived. */
export type OrderAttempt = { readonly key: string; readonly lines: Quantities; orderId?: string };

/** Emits `order` whenever a shopper sends one. */
export type OrderEvents = EventEmitter<{ order: [] }>;

/** Why a shopper stopped: the connection broke, or the server answered 503. */
export type StopReason = "disconnected" | "unavailable";

/** A user who places one order after the other, through the JSON handlers or the pages. */
export type Shopper = Readonly<{
  user: TestUser;
  /** Every order sent so far, oldest first. */
  attempts: OrderAttempt[];
  /** Places orders until a response is missing or 503. */
  shop: (server: Server) => Promise<StopReason>;
  /** Sends the last order again, the same way; returns the order's id. */
  repeatLast: (server: Server) => Promise<string>;
  /** Orders with this idempotency key through the JSON handler. */
  orderWithKey: (server: Server, key: string) => Promise<Response>;
}>;

const keyOf = (index: number): string => `k${index.toString().padStart(6, "0")}`;

/** Two products each time, varied so that no two consecutive orders are equal. */
const chooseLines = (index: number, products: readonly string[]): Quantities => ({
  [products[index % products.length] ?? ""]: 1 + (index % 3),
  [products[(index + 1) % products.length] ?? ""]: 1 + (index % 2),
});

class UnavailableError extends Error {}

/** @throws any error except a broken connection or a 503 */
async function repeat(work: () => Promise<unknown>): Promise<StopReason> {
  try {
    for (;;) await work();
  } catch (error) {
    if (error instanceof UnavailableError) return "unavailable";
    const isBroken = error instanceof TypeError && /fetch failed|terminated/.test(error.message);
    if (isBroken) return "disconnected";
    throw error;
  }
}

type Options = Readonly<{ name: string; products: readonly string[]; events?: OrderEvents }>;

/** What both kinds of shopper share. `send` places the order for a filled cart and returns its id. */
async function newShopper(
  server: Server,
  { name, products, events }: Options,
  connect: (
    cookie: string,
    user: TestUser,
  ) => {
    /** Prepares the order and returns its idempotency key. */
    prepare: (index: number) => Promise<string>;
    send: (server: Server, key: string) => Promise<string>;
  },
): Promise<Shopper> {
  const user = await addUser(server.databaseUrl, name);
  const cookie = await sealedSession(server, recordOf(user));
  const { prepare, send } = connect(cookie, user);
  const attempts: OrderAttempt[] = [];
  const place = async (server: Server, attempt: OrderAttempt): Promise<string> =>
    (attempt.orderId = await send(server, attempt.key));

  async function fillCart(server: Server, lines: Quantities): Promise<void> {
    for (const [productId, quantity] of Object.entries(lines)) {
      const { ok, status } = await customer(server, user, cookie).add(productId, quantity);
      if (status === 503) throw new UnavailableError();
      if (!ok) throw new Error(`${status} for adding to the cart`);
    }
  }

  return {
    user,
    attempts,
    shop: (server) => {
      let isCartEmpty = false;
      return repeat(async () => {
        // A cart that the last crash left behind would become part of the next order.
        if (!isCartEmpty)
          await fetch(`${server.origin}/api/cart`, { method: "DELETE", headers: { cookie } });
        isCartEmpty = true;
        const lines = chooseLines(attempts.length, products);
        await fillCart(server, lines);
        const attempt: OrderAttempt = { key: await prepare(attempts.length), lines };
        attempts.push(attempt);
        events?.emit("order");
        await place(server, attempt);
      });
    },
    repeatLast: (server) => place(server, attempts.at(-1) as OrderAttempt),
    orderWithKey: (server, key) => customer(server, user, cookie).order(key),
  };
}

/** A shopper who uses the JSON handlers. */
export const newApiShopper = (server: Server, options: Options): Promise<Shopper> =>
  newShopper(server, options, (cookie, user) => ({
    prepare: async (index) => keyOf(index),
    send: async (server, key) => {
      const response = await customer(server, user, cookie).order(key);
      const { id } = (await response.json()) as { id: string };
      if (response.status === 503) throw new UnavailableError();
      if (response.status !== 201) throw new Error(`${response.status} for an order`);
      return id;
    },
  }));

/** A shopper who uses the pages without JavaScript: the idempotency key is in the checkout form. */
export const newPageShopper = (server: Server, options: Options): Promise<Shopper> =>
  newShopper(server, options, (cookie) => {
    const visitor = new Visitor(server);
    visitor.cookies.set(SESSION_COOKIE, cookie.slice(SESSION_COOKIE.length + 1));
    return {
      prepare: async () => {
        const { text } = await visitor.get("/checkout");
        return /name="key" value="([^"]+)"/.exec(text)?.[1] ?? "";
      },
      send: async () => {
        const { url, text, status } = await visitor.submit("Place order");
        const id = /^\/account\/orders\/([\w-]+)$/.exec(url)?.[1];
        if (!id) throw new Error(`${status} at ${url} for an order: ${text.slice(0, 200)}`);
        return id;
      },
    };
  });
