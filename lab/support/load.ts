import { randomBytes } from "node:crypto";
import { Visitor, type Page } from "./visitor";

/** What a crowd did and what it lost: each thing lost with what was seen instead. */
export type Tally = {
  pages: number;
  actions: number;
  logouts: string[];
  flashes: string[];
  failures: string[];
};

/** People who use the site all the time, from `gather` until `leave`. */
export type Crowd = Readonly<{ tally: Tally; leave: () => Promise<Tally> }>;

const PASSWORD = "a sentence that nobody guesses";

class Somebody {
  constructor(
    readonly visitor: Visitor,
    private readonly tally: Tally,
    readonly name = `n${randomBytes(4).toString("hex")}`,
  ) {}

  private note(page: Page, wanted: string, lost: string[], what: string): void {
    if (page.status >= 400)
      this.tally.failures.push(`${what}: ${page.status} ${page.text.slice(0, 120)}`);
    else if (!page.text.includes(wanted)) lost.push(`${what}: no “${wanted}” on ${page.url}`);
  }

  async look(path: string, wanted: string, what: string): Promise<void> {
    this.tally.pages++;
    this.note(await this.visitor.get(path), wanted, this.tally.logouts, what);
  }

  async act(
    path: string,
    button: string,
    fields: Record<string, string>,
    flash: string,
  ): Promise<void> {
    const form = await this.visitor.get(path);
    this.tally.pages++;
    if (form.status >= 400 || form.url !== path)
      return void this.note(form, "\u0000", this.tally.logouts, `form on ${path}`);
    this.tally.actions++;
    const page = await this.visitor.submit(button, fields);
    // A message on a page that broke off went with it: the browser had been told to forget it.
    this.note(page, page.torn ? "" : flash, this.tally.flashes, button);
  }
}

async function member(somebody: Somebody): Promise<void> {
  await somebody.look("/account", somebody.name, "a member's page");
  await somebody.act("/account", "Save", { name: somebody.name }, "Saved.");
  await somebody.look("/", somebody.name, "the header");
}

async function guest(somebody: Somebody): Promise<void> {
  await somebody.act(
    "/products/dip-pen",
    "Add to cart",
    { quantity: "2" },
    "2 × Dip Pen are in your cart.",
  );
  await somebody.look("/cart", "Dip Pen", "a guest's cart");
  await somebody.act("/cart", "Empty cart", {}, "Your cart is empty.");
}

/** A crowd of members and as many guests at `origin`; the members have signed up when this returns. */
export async function gather(origin: string, each: number): Promise<Crowd> {
  const tally: Tally = { pages: 0, actions: 0, logouts: [], flashes: [], failures: [] };
  const people = Array.from({ length: each }, () => new Somebody(new Visitor(origin), tally));
  for (const { visitor, name } of people) {
    await visitor.get("/signup");
    const page = await visitor.submit("Sign up", {
      name,
      email: `${name}@example.com`,
      password: PASSWORD,
    });
    if (!page.text.includes("Your account is ready"))
      throw new Error(`${name} could not sign up: ${page.status} ${page.url}`);
  }
  let open = true;
  const live = async (somebody: Somebody, round: typeof member): Promise<void> => {
    while (open) {
      try {
        await round(somebody);
      } catch (error) {
        const { message, cause } = error as Error;
        tally.failures.push(`${message} ${cause instanceof Error ? cause.message : ""}`);
      }
    }
  };
  const guests = people.map(() => live(new Somebody(new Visitor(origin), tally), guest));
  const lives = [...people.map((somebody) => live(somebody, member)), ...guests];
  return {
    tally,
    leave: async () => {
      open = false;
      await Promise.all(lives);
      return tally;
    },
  };
}
