import type { Page } from "@playwright/test";

/** What the header says of whoever is looking: its links and names, and what is in the cart. */
type Recorder = { noteHeader: (state: string) => void };

/**
 * Notes every state that the header shows from now on, over all the pages to come, each change once. `waiting` is the
 * grey that stands there until it is known who is looking, and claims nothing.
 */
export async function watchHeader(page: Page): Promise<string[]> {
  const states: string[] = [];
  await page.exposeFunction("noteHeader", (state: string) => {
    if (states.at(-1) !== state) states.push(state);
  });
  await page.addInitScript(() => {
    const text = (selector: string): string[] =>
      [...document.querySelectorAll(selector)]
        .filter((element) => element.checkVisibility())
        .map((element) => element.getAttribute("aria-label") ?? element.textContent ?? "");
    let last = "";
    const look = () => {
      const state = [
        ...text("header [data-waiting]").map(() => "waiting"),
        ...text("header a[href='/cart']"),
        ...text("header nav[aria-label=Account] > *"),
      ].join(" · ");
      if (state && state !== last) (window as unknown as Recorder).noteHeader((last = state));
    };
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  return states;
}
