import { expect, type ConsoleMessage, type Page } from "@playwright/test";

/** A document that is not there counts as an error of the page's, and so does the icon that browsers look for. */
export const isComplaint = (message: ConsoleMessage): boolean =>
  message.type() === "error" && !message.text().includes("404 (Not Found)");

/** Gathers what the browser complains of from now on: refusals of the policy, errors of the page and of its scripts. */
export async function complaintsOf(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  await page.exposeFunction("complain", (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener(
      "securitypolicyviolation",
      ({ effectiveDirective, blockedURI, sample }) => {
        (window as unknown as { complain: (text: string) => void }).complain(
          `${effectiveDirective} ${blockedURI} ${sample}`,
        );
      },
    );
  });
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (isComplaint(message)) complaints.push(message.text());
  });
  return complaints;
}

/** Opens a page as it is meant to be: everything streamed in, and alive. */
export async function openAlive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("[data-waiting]")).toHaveCount(0);
  await page.getByTitle("dark").click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByTitle("system").click();
}
