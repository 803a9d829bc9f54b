import { expect } from "@playwright/test";

/** WebDriver commands: https://www.w3.org/TR/webdriver2/#endpoints */
export type Command =
  | "Navigate"
  | "Back"
  | "Refresh"
  | "GetCookies"
  | "ExecuteScript"
  | "ElementClick"
  | "ElementSendKeys";

/** A connection that sends WebDriver commands to a browser. */
export type Driver = Readonly<{
  send: (command: Command, parameters: Readonly<Record<string, unknown>>) => Promise<unknown>;
  stop: () => Promise<void>;
}>;

type Cookie = Readonly<{ name: string; secure: boolean; httpOnly: boolean }>;

/** Next keeps the pages that were left in the document, hidden. */
const FIRST_VISIBLE =
  "return [...document.querySelectorAll(arguments[0])].find((one) => one.checkVisibility()) ?? null";

const MESSAGES =
  "return [...document.querySelectorAll('[data-flash] p')].map((one) => one.textContent)";

/** The steps of a journey, in any browser. Selectors are CSS; an element that is missing is waited for. */
export function browser({ send }: Driver) {
  const run = (script: string, ...args: unknown[]) => send("ExecuteScript", { script, args });
  async function find(selector: string): Promise<string> {
    let element: unknown;
    await expect(async () => {
      element = await run(FIRST_VISIBLE, selector);
      expect(element, selector).not.toBeNull();
    }).toPass();
    return Object.values(element as Record<string, string>)[0] ?? "";
  }
  return {
    open: (url: string) => send("Navigate", { url }),
    back: () => send("Back", {}),
    reload: () => send("Refresh", {}),
    click: async (selector: string) => send("ElementClick", { id: await find(selector) }),
    type: async (selector: string, text: string) =>
      send("ElementSendKeys", { id: await find(selector), text }),
    cookies: () => send("GetCookies", {}) as Promise<Cookie[]>,
    /** The visible text of the page. */
    text: () => run("return document.body.innerText") as Promise<string>,
    /** The user id that the page's script has announced to other tabs; empty for a guest. */
    storedUser: () => run("return localStorage.getItem('session-user') ?? ''"),
    /** The visible flash messages. */
    messages: () => run(MESSAGES),
  };
}
