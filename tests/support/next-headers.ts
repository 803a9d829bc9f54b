import { AsyncLocalStorage } from "node:async_hooks";

type Attributes = Readonly<{ maxAge?: number }>;

/** What `cookies()` and `headers()` return during one request: cookies that were set show in later reads. */
class FakeRequest {
  readonly written = new Map<string, { value: string; attributes: Attributes }>();
  constructor(
    private readonly sent: ReadonlyMap<string, string>,
    readonly headers: Headers,
    private meanwhile?: () => Promise<unknown>,
  ) {}

  /** Runs what happens meanwhile, once. */
  async overlap(): Promise<this> {
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
    return this;
  }

  getAll(): { name: string; value: string }[] {
    const all = new Map(this.sent);
    for (const [name, { value, attributes }] of this.written) {
      if (attributes.maxAge === 0) all.delete(name);
      else all.set(name, value);
    }
    return [...all].map(([name, value]) => ({ name, value }));
  }
  get = (name: string) => this.getAll().find((cookie) => cookie.name === name);
  has = (name: string) => this.get(name) !== undefined;
  set(name: string, value: string, attributes: Attributes): void {
    this.written.set(name, { value, attributes });
  }
}

const current = new AsyncLocalStorage<FakeRequest>();

/** A browser for unit tests: runs actions and handlers as requests, without a server, and keeps the cookies they set. */
export class FakeBrowser {
  cookies = new Map<string, string>();
  /** The cookies that the last request set, with their attributes. */
  written: FakeRequest["written"] = new Map();

  /** @param meanwhile another request, which runs when this one reads its cookies for the first time */
  async request<T>(
    work: () => Promise<T>,
    headers: HeadersInit = {},
    meanwhile?: () => Promise<unknown>,
  ): Promise<T> {
    const request = new FakeRequest(this.cookies, new Headers(headers), meanwhile);
    try {
      return await current.run(request, work);
    } finally {
      // Also after a redirect, which is thrown.
      this.written = request.written;
      this.cookies = new Map(request.getAll().map(({ name, value }) => [name, value]));
    }
  }
}

function currentRequest(): FakeRequest {
  const request = current.getStore();
  if (!request) throw new Error("called outside of FakeBrowser.request()");
  return request;
}

// In tests, `next/headers` resolves to this file (tests/tsconfig.json), so these have Next's names.
export const cookies = async (): Promise<FakeRequest> => currentRequest().overlap();
export const headers = async (): Promise<Headers> => currentRequest().headers;
