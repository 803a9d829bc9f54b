import { expect, test } from "../fixtures";
import { barriers, openWhole } from "../support/barriers";
import { complaintsOf, openAlive } from "../support/complaints";

test("a guest's way through the shop is free of complaints", async ({ page }) => {
  const complaints = await complaintsOf(page);
  // Twice what is made at its first visit, because a second one gets it from the cache.
  for (const path of ["/products/never-was", "/products/never-was"]) await openAlive(page, path);
  await page.getByRole("link", { name: "Home page" }).click();
  await page.getByRole("link", { name: "Dip Pen" }).first().click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("link", { name: "Cart, 1 item" }).click();
  await expect(page.getByRole("heading", { name: "Your cart" })).toBeVisible();
  await page.goBack();
  await page.reload();
  await page.goForward();
  await expect(page.getByRole("heading", { name: "Your cart" })).toBeVisible();
  await page.getByRole("link", { name: "Check out" }).click();
  await expect(page).toHaveURL("/login?next=%2Fcheckout");
  await expect(page.getByText("Log in to see the checkout.")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("somebody with a keyboard alone buys two pens", async ({ page }) => {
  await openWhole(page, "/products/dip-pen");
  await page.getByRole("main").focus();
  await page.getByLabel("Quantity").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Cart, 2 items" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`a member with things in the cart meets no barrier that a machine can find, in ${colorScheme} colours`, async ({ page, loggedInAs }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await loggedInAs("Wanda");
    await page.goto("/products/dip-pen");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.locator("[data-flash]")).toBeVisible();
    expect(await barriers(page), "with a message").toEqual([]);
    for (const path of ["/cart", "/checkout"]) {
      await openWhole(page, path);
      expect(await barriers(page), path).toEqual([]);
    }
  });
}
