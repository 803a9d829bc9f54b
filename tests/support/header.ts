import type { Page } from "@playwright/test";

type Recorder = { recordHeader: (state: string) => void };

/**
 * Records every state that the header shows from now on, on all pages: its account links and the cart's name. A skeleton
 * is recorded as `waiting`.
 */
export async function watchHeader(page: Page): Promise<string[]> {
  const states: string[] = [];
  await page.exposeFunction("recordHeader", (state: string) => {
    if (states.at(-1) !== state) states.push(state);
  });
  await page.addInitScript(() => {
    const visible = (selector: string): Element[] =>
      [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    const nameOf = (element: Element) => element.getAttribute("aria-label") ?? element.textContent;
    let last = "";
    const record = () => {
      const skeletons = visible("header [data-waiting]").map(() => "waiting");
      const cart = visible("header a[href='/cart']").map(nameOf);
      const account = visible("header nav[aria-label=Account] > *").map(nameOf);
      const state = [...skeletons, ...cart, ...account].join(" · ");
      if (state && state !== last) (window as unknown as Recorder).recordHeader((last = state));
    };
    const changes = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver(record).observe(document, changes);
  });
  return states;
}
