import { AsyncLocalStorage } from "node:async_hooks";

type Attributes = Readonly<{ maxAge?: number }>;

/** One request's cookies, as `cookies()` of next/headers gives them to an action: writes show in later reads. */
export class FakeCookies {
  readonly written = new Map<string, { value: string; attributes: Attributes }>();
  constructor(private readonly sent: ReadonlyMap<string, string> = new Map()) {}

  getAll(): { name: string; value: string }[] {
    const now = new Map(this.sent);
    for (const [name, { value, attributes }] of this.written) {
      if (attributes.maxAge === 0) now.delete(name);
      else now.set(name, value);
    }
    return [...now].map(([name, value]) => ({ name, value }));
  }
  get = (name: string) => this.getAll().find((cookie) => cookie.name === name);
  has = (name: string) => this.get(name) !== undefined;
  set(name: string, value: string, attributes: Attributes): void {
    this.written.set(name, { value, attributes });
  }
  /** The request that follows: the browser has done as it was told. */
  next = () => new FakeCookies(new Map(this.getAll().map(({ name, value }) => [name, value])));
}

const current = new AsyncLocalStorage<FakeCookies>();

/** Runs `work` as one request that has these cookies, and gives them back. */
export async function request(
  store: FakeCookies,
  work: () => Promise<unknown>,
): Promise<FakeCookies> {
  await current.run(store, work);
  return store;
}

export async function cookies(): Promise<FakeCookies> {
  const store = current.getStore();
  if (!store) throw new Error("outside of a request");
  return store;
}

/** A request of no particular headers. */
export async function headers(): Promise<Headers> {
  return new Headers();
}
