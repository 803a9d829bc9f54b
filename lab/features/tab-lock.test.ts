import { expect, test, type Page } from "../../tests/fixtures";
import { flashes } from "../../tests/support/steps";

const ROUNDS = 8;

async function openProduct(page: Page, slug: string): Promise<void> {
  await page.goto(`/products/${slug}`);
  await expect(page.getByRole("link", { name: /^Cart, / })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

/** Presses the button and waits until the form can be sent again. */
async function add(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  const button = page.getByRole("button", { name: "Add to cart" });
  await button.click();
  await answered;
  await expect(button).toBeEnabled();
}

test("a guest who adds in two tabs at once loses nothing", async ({ page, context }) => {
  const other = await context.newPage();
  await Promise.all([openProduct(page, "dip-pen"), openProduct(other, "letter-paper")]);
  for (let round = 0; round < ROUNDS; round++) await Promise.all([add(page), add(other)]);
  const { lines } = await (await context.request.get("/api/cart")).json();
  expect(lines.map(({ quantity }: { quantity: number }) => quantity)).toEqual([ROUNDS, ROUNDS]);
});

test("a tab that never finishes does not block the others", async ({ page, context }) => {
  const other = await context.newPage();
  await Promise.all([openProduct(page, "dip-pen"), openProduct(other, "letter-paper")]);
  await other.evaluate(() => void navigator.locks.request("cart", () => new Promise(() => {})));
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(flashes(page, "success")).toBeVisible({ timeout: 10_000 });
});
