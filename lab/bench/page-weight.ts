import { chromium, type BrowserContext, type Request } from "playwright";
import { chromiumFlags, chromiumPath } from "../../tests/support/chromium";
import type { Visitor } from "./users";

/** What a browser loads for a page, in transferred bytes. */
export type Weight = Readonly<{
  html: number;
  css: number;
  script: number;
  other: number;
  requests: number;
}>;

/** The weight of a page after the load event, and after its prefetches. */
export type Page = Readonly<{ loaded: Weight; idle: Weight }>;

type Kind = keyof Omit<Weight, "requests">;

const kinds: Readonly<Record<string, Kind>> = {
  document: "html",
  stylesheet: "css",
  script: "script",
};

/** A page without requests for this long counts as idle. In milliseconds. */
const QUIET = 1500;

async function weighed(requests: readonly Request[]): Promise<Weight> {
  const weight = { html: 0, css: 0, script: 0, other: 0, requests: requests.length };
  for (const request of requests) {
    const { responseBodySize } = await request.sizes();
    weight[kinds[request.resourceType()] ?? "other"] += responseBodySize;
  }
  return weight;
}

async function waitUntilIdle(requests: readonly Request[]): Promise<void> {
  for (let count = -1; count !== requests.length;) {
    count = requests.length;
    await new Promise((resolve) => setTimeout(resolve, QUIET));
  }
}

async function weighOne(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  const finished: Request[] = [];
  page.on("requestfinished", (request) => finished.push(request));
  // The browser requests the icon by itself, so it does not belong to the page.
  await page.route("**/favicon.ico", (route) => route.abort());
  await page.goto(url, { waitUntil: "load" });
  const loaded = await weighed([...finished]);
  await waitUntilIdle(finished);
  const idle = await weighed([...finished]);
  await page.close();
  return { loaded, idle };
}

/** Measures the weight of pages, each in a browser context with an empty cache. */
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
