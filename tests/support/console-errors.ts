import type { ConsoleMessage, Page } from "@playwright/test";
import { openLoaded } from "./accessibility";

/** An error in the browser's console. A missing file is the server's business, and some browsers ask for an icon. */
export const isBrowserError = (message: ConsoleMessage): boolean =>
  message.type() === "error" && !message.text().includes("404 (Not Found)");

type Reporter = { reportViolation: (text: string) => void };

/** Collects from now on: violations of the content security policy, uncaught errors and console errors. */
export async function recordBrowserErrors(page: Page): Promise<string[]> {
  const errors: string[] = [];
  await page.exposeFunction("reportViolation", (text: string) => errors.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (violation) => {
      const { effectiveDirective, blockedURI, sample } = violation;
      const { reportViolation } = window as unknown as Reporter;
      reportViolation(`${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("console", (message) => isBrowserError(message) && errors.push(message.text()));
  return errors;
}

/** Opens a page and waits until its content has arrived and it is hydrated: the theme switch works. */
export async function openHydrated(page: Page, path: string): Promise<void> {
  await openLoaded(page, path);
  await page.getByTitle("dark").click();
  await page.locator("html[data-theme=dark]").waitFor();
  await page.getByTitle("system").click();
}
