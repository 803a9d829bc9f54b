import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { Visitor, type Page } from "./visitor";

/** What the load did, and what was lost: each loss with what was seen instead. */
export type Tally = {
  pages: number;
  actions: number;
  /** Sessions and carts that were gone. */
  logouts: string[];
  flashes: string[];
  failures: string[];
};

export type Load = Readonly<{
  /** Waits until every virtual user has finished that many more rounds. */
  rounds: (count: number) => Promise<void>;
  /** The cookies of the signed-in users, by user and name. */
  cookies: () => readonly ReadonlyMap<string, string>[];
  stop: () => Promise<Tally>;
}>;

const PASSWORD = "correct horse battery staple";

/** One virtual user, who checks each page. */
class VirtualUser {
  readonly name = `n${randomBytes(4).toString("hex")}`;
  readonly visitor: Visitor;
  finishedRounds = 0;

  constructor(
    origin: string,
    private readonly tally: Tally,
  ) {
    this.visitor = new Visitor(origin);
  }

  private check(page: Page, expected: string, losses: string[], step: string): void {
    if (page.status >= 400)
      this.tally.failures.push(`${step}: ${page.status} ${page.text.slice(0, 120)}`);
    else if (!page.text.includes(expected)) losses.push(`${step}: no “${expected}” on ${page.url}`);
  }

  /** Opens a page. Without `expected` on it, the session or the cart was lost. */
  async open(path: string, expected: string): Promise<void> {
    this.tally.pages++;
    this.check(await this.visitor.get(path), expected, this.tally.logouts, path);
  }

  /** Submits the form at `path` and expects a flash message on the next page. */
  async act(path: string, button: string, fields: Record<string, string>, flash: string) {
    const form = await this.visitor.get(path);
    this.tally.pages++;
    this.check(form, `>${button}</button>`, this.tally.logouts, path);
    if (form.status >= 400 || form.url !== path) return;
    this.tally.actions++;
    const page = await this.visitor.submit(button, fields);
    // A response that broke off had deleted the message's cookie, so the repeated one cannot show it.
    this.check(page, page.isRetried ? "" : flash, this.tally.flashes, button);
  }
}

async function userRound(user: VirtualUser): Promise<void> {
  await user.open("/account", user.name);
  await user.act("/account", "Save", { name: user.name }, "Saved.");
  await user.open("/", user.name);
}

async function guestRound(guest: VirtualUser): Promise<void> {
  const added = "2 × Dip Pen are in your cart.";
  await guest.act("/products/dip-pen", "Add to cart", { quantity: "2" }, added);
  await guest.open("/cart", "Dip Pen");
  await guest.act("/cart", "Empty cart", {}, "Your cart is empty.");
}

async function signUp({ visitor, name }: VirtualUser): Promise<void> {
  await visitor.get("/signup");
  const fields = { name, email: `${name}@example.com`, password: PASSWORD };
  const { text, status, url } = await visitor.submit("Sign up", fields);
  if (!text.includes("Your account is ready"))
    throw new Error(`${name} could not sign up: ${status} ${url}`);
}

/** Starts `count` signed-in users and as many guests, who use the site until `stop()`. */
export async function startLoad(origin: string, count: number): Promise<Load> {
  const tally: Tally = { pages: 0, actions: 0, logouts: [], flashes: [], failures: [] };
  const newVisitors = () => Array.from({ length: count }, () => new VirtualUser(origin, tally));
  const [users, guests] = [newVisitors(), newVisitors()];
  for (const user of users) await signUp(user);
  const progress = new EventEmitter();
  let isRunning = true;

  async function run(visitor: VirtualUser, round: typeof userRound): Promise<void> {
    while (isRunning) {
      try {
        await round(visitor);
      } catch (error) {
        const { message, cause } = error as Error;
        tally.failures.push(`${message} ${cause instanceof Error ? cause.message : ""}`);
      }
      visitor.finishedRounds++;
      progress.emit("round");
    }
  }

  const runs = [
    ...users.map((user) => run(user, userRound)),
    ...guests.map((guest) => run(guest, guestRound)),
  ];
  return {
    rounds: async (more) => {
      const goals = [...users, ...guests].map((visitor) => {
        const goal = visitor.finishedRounds + more;
        return () => visitor.finishedRounds >= goal;
      });
      while (!goals.every((isReached) => isReached())) await once(progress, "round");
    },
    cookies: () => users.map(({ visitor }) => new Map(visitor.cookies)),
    stop: async () => {
      isRunning = false;
      await Promise.all(runs);
      return tally;
    },
  };
}
