import { expect, type Page, type Request } from "@playwright/test";
import { openLoaded } from "../../tests/support/accessibility";

/** A soft navigation, as opposed to a prefetch. */
const isVisit = (request: Request): boolean =>
  "rsc" in request.headers() && !("next-router-prefetch" in request.headers());

// Visible only: the page that a soft navigation leaves stays in the document, hidden.
const heading = (page: Page) => page.locator("main h1").filter({ visible: true });
const skeletons = (page: Page) => page.locator("[data-waiting]").filter({ visible: true });

function trackRequests(page: Page): ReadonlySet<Request> {
  const pending = new Set<Request>();
  page.on("request", (request) => pending.add(request));
  page.on("requestfinished", (request) => pending.delete(request));
  page.on("requestfailed", (request) => pending.delete(request));
  return pending;
}

/** Waits until the page is idle five times in a row without a request, prefetches included. */
async function idle(page: Page, pending: ReadonlySet<Request>): Promise<void> {
  const nextIdle = () =>
    page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done))),
    );
  await expect(async () => {
    for (let time = 0; time < 5; time++) {
      await nextIdle();
      expect(pending.size).toBe(0);
    }
  }).toPass();
}

/** The links in a part of the page to other pages, each once. */
async function linksIn(page: Page, part: string): Promise<string[]> {
  const links = page.locator(`${part} a[href^="/"]`).filter({ visible: true });
  const hrefs = await links.evaluateAll((all) =>
    all.map((link) => link.getAttribute("href") ?? ""),
  );
  const { pathname } = new URL(page.url());
  return [...new Set(hrefs)].filter((href) => href.split(/[?#]/)[0] !== pathname);
}

/**
 * Clicks every link in a part of a page, each on a newly loaded page. Responses after a click are held back until the next
 * page's heading shows, so that only what was prefetched can show it. They must then complete that same page.
 * @returns the number of links, and of responses held back
 */
export async function followLinks(
  page: Page,
  from: string,
  part: string,
): Promise<{ links: number; held: number }> {
  const pending = trackRequests(page);
  let release = () => {};
  let released: Promise<void> = Promise.resolve();
  let held = 0;
  await page.route(
    (url) => url.searchParams.has("_rsc"),
    async (route) => {
      if (isVisit(route.request())) {
        held++;
        await released;
      }
      await route.fallback();
    },
  );
  await openLoaded(page, from);
  const hrefs = await linksIn(page, part);
  for (const href of hrefs) {
    await openLoaded(page, from);
    const before = (await heading(page).textContent()) ?? "";
    const link = page.locator(`${part} a[href="${href}"]`).filter({ visible: true }).first();
    await link.hover();
    await idle(page, pending);
    const documents: string[] = [];
    const note = (request: Request) =>
      request.isNavigationRequest() && documents.push(request.url());
    page.on("request", note);
    released = new Promise((resolve) => (release = resolve));
    await link.click();
    await expect(heading(page), `${from} → ${href}: shown at once`).not.toHaveText(before);
    const shown = (await heading(page).textContent()) ?? "";
    release();
    await expect(skeletons(page), `${from} → ${href}: completed`).toHaveCount(0);
    await idle(page, pending);
    await expect(heading(page), `${from} → ${href}: still the same page`).toHaveText(shown);
    page.off("request", note);
    expect(documents, `${from} → ${href}: without loading a document`).toEqual([]);
  }
  await page.unrouteAll();
  return { links: hrefs.length, held };
}
