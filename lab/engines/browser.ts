import { expect } from "@playwright/test";

/** As WebDriver calls them: https://www.w3.org/TR/webdriver2/#endpoints */
export type Command =
  | "Navigate"
  | "Back"
  | "Refresh"
  | "GetCookies"
  | "ExecuteScript"
  | "ElementClick"
  | "ElementSendKeys";

/** A browser that takes WebDriver's commands, however they reach it. */
export type Driver = Readonly<{
  send: (command: Command, parameters: Readonly<Record<string, unknown>>) => Promise<unknown>;
  stop: () => Promise<void>;
}>;

type Cookie = Readonly<{ name: string; secure: boolean; httpOnly: boolean }>;

/** The first that a person sees: Next keeps pages that were left, hidden. */
const FIRST_VISIBLE =
  "return [...document.querySelectorAll(arguments[0])].find((one) => one.checkVisibility()) ?? null";

/** What the journeys do in any browser. A selector is CSS; what is not there yet is waited for. */
export function browser({ send }: Driver) {
  const script = (text: string, ...args: unknown[]) =>
    send("ExecuteScript", { script: text, args });
  const find = async (selector: string): Promise<string> => {
    let found: unknown;
    await expect(async () =>
      expect((found = await script(FIRST_VISIBLE, selector)), selector).not.toBeNull(),
    ).toPass();
    return Object.values(found as Record<string, string>)[0] ?? "";
  };
  return {
    open: (url: string) => send("Navigate", { url }),
    back: () => send("Back", {}),
    reload: () => send("Refresh", {}),
    click: async (selector: string) => send("ElementClick", { id: await find(selector) }),
    type: async (selector: string, text: string) =>
      send("ElementSendKeys", { id: await find(selector), text }),
    cookies: () => send("GetCookies", {}) as Promise<Cookie[]>,
    /** What a person sees of the page, and no hidden one. */
    text: () => script("return document.body.innerText") as Promise<string>,
    /** Whose page this is by the page's own script, once that runs. */
    who: () => script("return localStorage.getItem('session-who')"),
    messages: () =>
      script(
        "return [...document.querySelectorAll('[data-flash] p')].map((one) => one.textContent)",
      ),
  };
}
