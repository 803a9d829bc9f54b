import type { Server } from "../../tests/fixtures";

type Fields = Readonly<Record<string, string>>;

/** A page that was reached. `isRetried`: requested again because the first response broke off. */
export type Page = Readonly<{ status: number; text: string; url: string; isRetried?: boolean }>;

const decodeEntities = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const attribute = (tag: string, name: string): string =>
  decodeEntities(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

/** A form as the page has it: its target and its fields before any input. */
export type RenderedForm = Readonly<{
  action: string;
  fields: readonly (readonly [name: string, value: string])[];
  html: string;
}>;

/** The forms of a page. A form without an action is sent to the page itself. */
export function parseForms({ text, url }: Pick<Page, "text" | "url">): RenderedForm[] {
  return (text.match(/<form\b[\s\S]*?<\/form>/g) ?? []).map((html) => {
    const [tag = ""] = html.split(">");
    const inputs = [...html.matchAll(/<input\b[^>]*>/g)].map(
      ([input]) => [attribute(input, "name"), attribute(input, "value")] as const,
    );
    const action = attribute(tag, "action") || url;
    return { html, action, fields: inputs.filter(([name]) => name) };
  });
}

/** A browser without JavaScript, over fetch: keeps cookies, follows redirects, submits the forms of its pages. */
export class Visitor {
  readonly cookies = new Map<string, string>([["__Host-noscript", "1"]]);
  private page: Page = { status: 0, text: "", url: "/" };

  constructor(
    private readonly target: string | Pick<Server, "origin">,
    private readonly userAgent = "a visitor",
  ) {}

  private get origin(): string {
    return typeof this.target === "string" ? this.target : this.target.origin;
  }

  /** Sends one request without following redirects, and keeps the cookies of the response. */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    headers.set("user-agent", this.userAgent);
    const url = new URL(path, this.origin);
    const response = await fetch(url, { redirect: "manual", ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value && !/max-age=0/i.test(line)) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return response;
  }

  private async follow(response: Response, url: string): Promise<Page> {
    const target = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && target) {
      await response.arrayBuffer();
      const { pathname, search } = new URL(target, this.origin);
      return this.get(pathname + search);
    }
    return (this.page = { status: response.status, text: await response.text(), url });
  }

  /** Opens a page and follows redirects. When the response breaks off, reloads once, as a user would. */
  async get(path: string): Promise<Page> {
    try {
      return await this.follow(await this.send(path), path);
    } catch (error) {
      if (!(error instanceof TypeError && error.message === "terminated")) throw error;
      return { ...(await this.follow(await this.send(path), path)), isRetried: true };
    }
  }

  /** Fills in and submits the form of the current page that has this button. */
  async submit(button: string, fields: Fields = {}): Promise<Page> {
    const hasButton = new RegExp(`<button[^>]*>${button}</button>`);
    const form = parseForms(this.page).find(({ html }) => hasButton.test(html));
    const { url, status } = this.page;
    if (!form) throw new Error(`no form with the button “${button}” on ${url} (${status})`);
    const body = new FormData();
    for (const [name, value] of [...form.fields, ...Object.entries(fields)]) body.set(name, value);
    const headers = { origin: this.origin, accept: "text/html" };
    const response = await this.send(form.action, { method: "POST", body, headers });
    return this.follow(response, form.action);
  }
}
