import { expect, type Page, type Request } from "@playwright/test";
import { openWhole } from "./barriers";

/** Whether the router asks for a page that somebody has chosen, and not for what they may choose. */
const isVisit = (request: Request): boolean =>
  "rsc" in request.headers() && !("next-router-prefetch" in request.headers());

/** What is on show: pages that one comes from stay in the document, out of sight. */
const heading = (page: Page) => page.locator("main h1").filter({ visible: true });
const waiting = (page: Page) => page.locator("[data-waiting]").filter({ visible: true });

/** Waits until the page asks for nothing more, links that have come into sight included. */
async function idle(page: Page, pending: ReadonlySet<Request>): Promise<void> {
  const nextIdle = () =>
    page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve))),
    );
  await expect(async () => {
    for (let look = 0; look < 5; look++) {
      await nextIdle();
      expect(pending.size).toBe(0);
    }
  }).toPass();
}

function pendingOf(page: Page): ReadonlySet<Request> {
  const pending = new Set<Request>();
  page.on("request", (request) => pending.add(request));
  page.on("requestfinished", (request) => pending.delete(request));
  page.on("requestfailed", (request) => pending.delete(request));
  return pending;
}

/** Where the links in a part of the page lead, each place once; what is on the same page is no way. */
async function targets(page: Page, part: string): Promise<string[]> {
  const hrefs = await page
    .locator(`${part} a[href^="/"]`)
    .filter({ visible: true })
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const { pathname } = new URL(page.url());
  return [...new Set(hrefs)].filter((href) => href.split(/[?#]/)[0] !== pathname);
}

/**
 * Follows every link in a part of a page, each from a page newly loaded, with the pointer on it for a moment. Of what is asked for after a click nothing gets
 * through until the next page's heading is on show; then all of it does, and fills that same page.
 * @returns how many ways there were, and how many requests were kept waiting
 */
export async function followAll(
  page: Page,
  from: string,
  part: string,
): Promise<{ ways: number; held: number }> {
  const pending = pendingOf(page);
  let letGo = () => {};
  let open: Promise<void> = Promise.resolve();
  let held = 0;
  await page.route(
    (url) => url.searchParams.has("_rsc"),
    async (route) => {
      if (isVisit(route.request())) {
        held++;
        await open;
      }
      await route.fallback();
    },
  );
  await openWhole(page, from);
  const ways = await targets(page, part);
  for (const href of ways) {
    await openWhole(page, from);
    const before = await heading(page).textContent();
    const link = page.locator(`${part} a[href="${href}"]`).filter({ visible: true }).first();
    await link.hover();
    await idle(page, pending);
    const documents: string[] = [];
    const note = (request: Request) =>
      request.isNavigationRequest() && documents.push(request.url());
    page.on("request", note);
    open = new Promise((resolve) => (letGo = resolve));
    await link.click();
    await expect(heading(page), `${from} → ${href}: at once`).not.toHaveText(before ?? "");
    const shown = (await heading(page).textContent()) ?? "";
    letGo();
    await expect(waiting(page), `${from} → ${href}: filled`).toHaveCount(0);
    await idle(page, pending);
    await expect(heading(page), `${from} → ${href}: still the same page`).toHaveText(shown);
    page.off("request", note);
    expect(documents, `${from} → ${href}: softly`).toEqual([]);
  }
  await page.unrouteAll();
  return { ways: ways.length, held };
}
