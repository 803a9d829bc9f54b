import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Opens a page and waits until every skeleton has been replaced by its content. */
export async function openWhole(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("[data-waiting]")).toHaveCount(0);
}

/** The accessibility violations that axe finds on a page. */
export async function barriers(page: Page, axe = new AxeBuilder({ page })): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Expects that axe finds nothing on the page as it is, with light and with dark colours. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await barriers(page), what).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const contrast = new AxeBuilder({ page }).withRules("color-contrast");
  expect(await barriers(page, contrast), `${what}, dark`).toEqual([]);
}
