import type { Server } from "../../tests/fixtures";

type Fields = Readonly<Record<string, string>>;
/** `torn`: it was asked for twice, because it broke off the first time. */
export type Page = Readonly<{ status: number; text: string; url: string; torn?: boolean }>;

const decode = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const attribute = (tag: string, name: string): string =>
  decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

/** A form as a page shows it: where it is sent, and what is in it before anybody types. */
export type ShownForm = Readonly<{
  action: string;
  fields: readonly (readonly [name: string, value: string])[];
  html: string;
}>;

/** The forms on a page. One that names no address is sent to the page's own, `url`. */
export function formsOn({ text, url }: Pick<Page, "text" | "url">): ShownForm[] {
  return (text.match(/<form\b[\s\S]*?<\/form>/g) ?? []).map((html) => {
    const [tag = ""] = html.split(">");
    const inputs = [...html.matchAll(/<input\b[^>]*>/g)].map(
      ([input]) => [attribute(input, "name"), attribute(input, "value")] as const,
    );
    return {
      html,
      action: attribute(tag, "action") || url,
      fields: inputs.filter(([name]) => name),
    };
  });
}

/**
 * A browser without JavaScript, as cheap as a program: it keeps cookies, follows redirects and sends the forms it is
 * shown, so that what it does is what a person does.
 */
export class Visitor {
  readonly cookies = new Map<string, string>([["__Host-noscript", "1"]]);
  private page: Page = { status: 0, text: "", url: "/" };

  constructor(
    private readonly origin: string | Pick<Server, "origin">,
    private readonly agent = "a visitor",
  ) {}

  private get base(): string {
    return typeof this.origin === "string" ? this.origin : this.origin.origin;
  }

  /** One request, redirects not followed; the cookies are kept. */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    headers.set("user-agent", this.agent);
    const response = await fetch(new URL(path, this.base), {
      redirect: "manual",
      ...init,
      headers,
    });
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
      const { pathname, search } = new URL(target, this.base);
      return this.get(pathname + search);
    }
    return (this.page = { status: response.status, text: await response.text(), url });
  }

  /**
   * Goes to a page, and on to where it leads. One that breaks off halfway, because whoever was sending it was killed, is
   * asked for once more, as a person would.
   */
  async get(path: string): Promise<Page> {
    try {
      return await this.follow(await this.send(path), path);
    } catch (error) {
      if (!(error instanceof TypeError && error.message === "terminated")) throw error;
      return { ...(await this.follow(await this.send(path), path)), torn: true };
    }
  }

  /** Fills in the form on the page that has this button, sends it and sees what comes of it. */
  async submit(button: string, fields: Fields = {}): Promise<Page> {
    const form = formsOn(this.page).find(({ html }) =>
      new RegExp(`<button[^>]*>${button}</button>`).test(html),
    );
    if (!form)
      throw new Error(
        `no form with the button “${button}” on ${this.page.url} (${this.page.status})`,
      );
    const { action } = form;
    const body = new FormData();
    for (const [name, value] of form.fields) body.set(name, value);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const response = await this.send(action, {
      method: "POST",
      body,
      headers: { origin: this.base, accept: "text/html" },
    });
    return this.follow(response, action);
  }
}
