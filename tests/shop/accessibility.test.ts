import { expect, setSessionCookie, type Page } from "../fixtures";
import { expectAccessible, openLoaded } from "../support/accessibility";
import { recordBrowserErrors, openHydrated } from "../support/console-errors";
import { recordOf } from "../support/http";
import { newCustomer, test } from "../support/shop";
import { expectFieldError, flashes } from "../support/steps";

// axe takes about two seconds for each page and colour scheme.
test.describe.configure({ timeout: 180_000 });

test("a guest shops without console errors and policy violations", async ({ page }) => {
  const errors = await recordBrowserErrors(page);
  await openHydrated(page, "/products/no-such-product");
  await page.getByRole("main").getByRole("link").click();
  await page.getByRole("link", { name: "Dip Pen" }).first().click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("link", { name: "Cart, 1 item" }).click();
  await expect(page).toHaveURL("/cart");
  await page.goBack();
  await page.reload();
  await page.goForward();
  await page.getByRole("link", { name: "Check out" }).click();
  await expect(page).toHaveURL("/login?next=%2Fcheckout");
  expect(errors).toEqual([]);
});

/** Presses Tab until an element has the focus, and then Enter. */
async function pressByKeyboard(page: Page, role: "link" | "button", name: string): Promise<void> {
  const wanted = page.getByRole("main").getByRole(role, { name });
  const isFocused = () => wanted.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 20 && !(await isFocused()); presses++)
    await page.keyboard.press("Tab");
  await expect(wanted).toBeFocused();
  await expect(wanted).toHaveCSS("outline-style", "solid");
  await page.keyboard.press("Enter");
}

test("a keyboard user adds a product, checks out and reads the receipt", async ({
  page,
  server,
}) => {
  const { user } = await newCustomer(server, "Yvonne", [["p09", 1]]);
  await setSessionCookie(page.context(), server, recordOf(user));
  await openLoaded(page, "/products/dip-pen");
  await page.getByLabel("Quantity").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Cart, 3 items" })).toBeVisible();
  await openLoaded(page, "/cart");
  await pressByKeyboard(page, "link", "Check out");
  await expect(page).toHaveURL("/checkout");
  await pressByKeyboard(page, "button", "Place order");
  await expect(page).toHaveURL(/\/account\/orders\/./);
});

test("axe finds no violations from a product to the receipt", async ({ page, server, stock }) => {
  await stock.set("p07", 0);
  const { user } = await newCustomer(server, "Wilhelm", [["p07", 1]]);
  await setSessionCookie(page.context(), server, recordOf(user));
  await page.goto("/products/dip-pen");
  await page.getByLabel("Quantity").fill("500");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expectFieldError(page.getByLabel("Quantity"));
  await expectAccessible(page, "a refused quantity");
  await page.getByLabel("Quantity").fill("2");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(flashes(page, "success")).toBeVisible();
  for (const path of ["/cart", "/checkout"]) {
    await openLoaded(page, path);
    await expect(page.locator("#shortage")).toBeVisible();
    await expectAccessible(page, `${path} with something sold out`);
  }
  await page.getByRole("button", { name: "Update cart to available stock" }).click();
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/account\/orders\/./);
  await expectAccessible(page, "the receipt");
  await openLoaded(page, "/account/orders");
  await expectAccessible(page, "the orders");
});
