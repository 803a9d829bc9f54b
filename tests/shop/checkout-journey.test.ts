import { expect, plantSession } from "../fixtures";
import { barriers, openWhole } from "../support/barriers";
import { complaintsOf, openAlive } from "../support/console-errors";
import { recordOf } from "../support/http";
import { newCustomer, test } from "../support/shop";

test("a guest's way through the shop is free of complaints", async ({ page }) => {
  const complaints = await complaintsOf(page);
  // Twice what is made at its first visit, because a second one gets it from the cache.
  await openAlive(page, "/products/never-was");
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

test("somebody with a keyboard alone goes from the cart through the checkout to the receipt", async ({
  page,
  server,
}) => {
  const { person } = await newCustomer(server, "Yvonne", [["p09", 1]]);
  await plantSession(page.context(), server, recordOf(person));
  await openWhole(page, "/cart");
  const tabTo = async (role: "link" | "button", name: string) => {
    const wanted = page.getByRole("main").getByRole(role, { name });
    for (
      let step = 0;
      step < 20 && !(await wanted.evaluate((element) => element === document.activeElement));
      step++
    ) {
      await page.keyboard.press("Tab");
    }
    await expect(wanted).toBeFocused();
    const outline = await wanted.evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline).toBe("solid");
    await page.keyboard.press("Enter");
  };
  await tabTo("link", "Check out");
  await expect(page.getByRole("heading", { name: "Check out" })).toBeVisible();
  await tabTo("button", "Place order");
  await expect(page.getByRole("heading", { name: "Receipt" })).toBeVisible();
  await tabTo("link", "All orders");
  await expect(page.getByRole("heading", { name: "Your orders" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, reducedMotion: "reduce" });

    test("a member with things in the cart meets no barrier that a machine can find", async ({
      page,
      loggedInAs,
    }) => {
      await loggedInAs("Wanda");
      await page.goto("/products/dip-pen");
      await page.getByRole("button", { name: "Add to cart" }).click();
      await expect(page.locator("[data-flash]")).toBeVisible();
      expect(await barriers(page), "with a message").toEqual([]);
      await openWhole(page, "/cart");
      expect(await barriers(page)).toEqual([]);
    });

    test("the checkout is free of barriers that a machine can find, from what is sold out to the receipt", async ({
      page,
      server,
      stock,
    }) => {
      await stock.set("p07", 0);
      const { person } = await newCustomer(server, "Wilhelm", [
        ["p07", 1],
        ["p09", 2],
      ]);
      await plantSession(page.context(), server, recordOf(person));
      for (const path of ["/cart", "/checkout"]) {
        await openWhole(page, path);
        await expect(
          page.getByRole("heading", { name: "Not everything is in stock" }),
        ).toBeVisible();
        expect(await barriers(page), `${path}, with something sold out`).toEqual([]);
      }
      await page.getByRole("main").getByRole("button", { name: "Take what is left" }).click();
      await page.getByRole("main").getByRole("button", { name: "Place order" }).click();
      await expect(page.getByRole("heading", { name: "Receipt" })).toBeVisible();
      expect(await barriers(page), "the receipt").toEqual([]);
      for (const path of ["/account/orders", "/checkout"]) {
        await openWhole(page, path);
        expect(await barriers(page), path).toEqual([]);
      }
    });
  });
}

test("an address that is no product's is 404, the first time too", async ({ request }) => {
  for (const slug of [
    "no-such-pen",
    "no-such-pen",
    "Fountain-Pen",
    "a%20b",
    "a%2Fb",
    "%00",
    "%25E0",
  ]) {
    const answer = await request.get(`/products/${slug}`);
    expect(answer.status(), slug).toBe(404);
    expect(await answer.text()).toContain("There is nothing at this address.");
  }
});
