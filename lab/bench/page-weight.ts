import { chromium, type BrowserContext, type Request } from "playwright";
import { chromiumFlags, chromiumPath } from "../../tests/support/chromium";
import type { Visitor } from "./users";

/** What a page makes a browser load, in bytes as they go over the wire. */
export type Weight = Readonly<{
  html: number;
  css: number;
  script: number;
  other: number;
  requests: number;
}>;

/** A page's weight when it is there, and when everything it fetches in advance is there too. */
export type Page = Readonly<{ loaded: Weight; idle: Weight }>;

type Kind = keyof Omit<Weight, "requests">;

const kinds: Readonly<Record<string, Kind>> = {
  document: "html",
  stylesheet: "css",
  script: "script",
};

/** A page that has asked for nothing for so long, in milliseconds, is idle. */
const QUIET = 1500;

async function weighed(requests: readonly Request[]): Promise<Weight> {
  const weight = { html: 0, css: 0, script: 0, other: 0, requests: requests.length };
  for (const request of requests) {
    const { responseBodySize } = await request.sizes();
    weight[kinds[request.resourceType()] ?? "other"] += responseBodySize;
  }
  return weight;
}

async function settle(requests: readonly Request[]): Promise<void> {
  for (let count = -1; count !== requests.length;) {
    count = requests.length;
    await new Promise((resolve) => setTimeout(resolve, QUIET));
  }
}

async function weighOne(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  const finished: Request[] = [];
  page.on("requestfinished", (request) => finished.push(request));
  // What the browser asks of itself once the page is there belongs to no page.
  await page.route("**/favicon.ico", (route) => route.abort());
  await page.goto(url, { waitUntil: "load" });
  const loaded = await weighed([...finished]);
  await settle(finished);
  const idle = await weighed([...finished]);
  await page.close();
  return { loaded, idle };
}

/** Weighs pages in a browser that has nothing of theirs yet. */
export async function weigh(
  pages: Readonly<Record<string, { url: string; as: Visitor }>>,
): Promise<Record<string, Page>> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
  const weights: Record<string, Page> = {};
  for (const [name, { url, as }] of Object.entries(pages)) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const pairs = as.cookie
      .split("; ")
      .filter(Boolean)
      .map((pair) => pair.split(/=(.*)/s));
    const secure = (cookie: string) => cookie.startsWith("__Host-");
    await context.addCookies(
      pairs.map(([cookie = "", value = ""]) => ({
        name: cookie,
        value,
        domain: "localhost",
        path: "/",
        secure: secure(cookie),
      })),
    );
    weights[name] = await weighOne(context, url);
    await context.close();
  }
  await browser.close();
  return weights;
}
