import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Opens a page and waits until content has replaced every skeleton. */
export async function openLoaded(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("[data-waiting]")).toHaveCount(0);
}

/** The accessibility violations that axe finds on a page, by all rules or by these. */
async function axeViolations(page: Page, rules?: string[]): Promise<string[]> {
  // Without the legacy mode, each analysis opens a second page. It is needed for frames only.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Ids that several elements have. axe no longer looks for them, and an SVG then uses the wrong one. */
const repeatedIds = (page: Page): Promise<string[]> =>
  page
    .locator("[id]")
    .evaluateAll((elements) =>
      elements.map(({ id }) => id).filter((id, index, ids) => ids.indexOf(id) !== index),
    );

/** Expects that ids are unique and axe finds nothing on the page, with light and with dark colours. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  expect(await repeatedIds(page), state).toEqual([]);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await axeViolations(page), state).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await axeViolations(page, ["color-contrast"]), `${state}, dark`).toEqual([]);
}
