import { expect, test, type Page } from "../fixtures";

/** Holds what the page sends until `let go` is called, and then lets it through or breaks the connection. */
async function hold(page: Page): Promise<(outcome: "through" | "broken") => void> {
  let letGo: (outcome: "through" | "broken") => void = () => {};
  const held = new Promise<"through" | "broken">((resolve) => (letGo = resolve));
  await page.route("**/products/*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    return (await held) === "through" ? route.fallback() : route.abort("internetdisconnected");
  });
  return letGo;
}

/** Every accessible name that the link to the cart gets from now on. */
async function namesOfBadge(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const names: string[] = [];
    const look = () => {
      const name =
        document.querySelector("header a[href='/cart']")?.getAttribute("aria-label") ?? "none";
      if (names.at(-1) !== name) names.push(name);
    };
    look();
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
    });
    Object.assign(window, { names });
  });
  return () => page.evaluate(() => (window as unknown as { names: string[] }).names);
}

async function open(page: Page, slug: string, quantity: number) {
  await page.goto(`/products/${slug}`);
  await expect(page.getByRole("link", { name: /^Cart, / })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.getByLabel("Quantity").fill(String(quantity));
  return page.getByRole("button", { name: "Add to cart" });
}

test("what somebody adds is counted before the server has answered, and once", async ({ page }) => {
  const button = await open(page, "dip-pen", 2);
  const letGo = await hold(page);
  const names = await namesOfBadge(page);
  await button.click();
  await expect(page.getByRole("link", { name: "Cart, 2 items" })).toBeVisible();
  await expect(button).toBeDisabled();
  letGo("through");
  await expect(page.locator("[data-flash=success]")).toContainText("in your cart");
  await expect(button).toBeEnabled();
  expect(await names()).toEqual(["Cart, 0 items", "Cart, 2 items"]);
});

test("what the server refuses is taken off the count again, and the reason is told", async ({
  page,
}) => {
  await (await open(page, "dip-pen", 98)).click();
  await expect(page.locator("[data-flash=success]")).toContainText("in your cart");
  const button = await open(page, "dip-pen", 2);
  const names = await namesOfBadge(page);
  await button.click();
  await expect(page.getByLabel("Quantity")).toHaveAccessibleDescription(
    "We can send at most 99 of one thing.",
  );
  await expect(page.getByLabel("Quantity")).toHaveValue("2");
  await expect(page.getByRole("link", { name: "Cart, 98 items" })).toBeVisible();
  expect(await names()).toEqual(["Cart, 98 items", "Cart, 100 items", "Cart, 98 items"]);
});

test("a quantity that is no number is not counted", async ({ page }) => {
  const button = await open(page, "dip-pen", -3);
  const names = await namesOfBadge(page);
  await button.click();
  await expect(page.getByLabel("Quantity")).toHaveAccessibleDescription(
    "Choose a number from 1 to 99.",
  );
  expect(await names()).toEqual(["Cart, 0 items"]);
});

test("without a connection the count falls back, the form says why, and a second try works", async ({
  page,
}) => {
  const button = await open(page, "wax-set", 3);
  const letGo = await hold(page);
  await button.click();
  await expect(page.getByRole("link", { name: "Cart, 3 items" })).toBeVisible();
  letGo("broken");
  await expect(page.getByRole("alert").filter({ hasText: "This did not reach us." })).toBeVisible();
  await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
  await expect(page.getByLabel("Quantity")).toHaveValue("3");
  await page.unroute("**/products/*");
  await button.click();
  await expect(page.getByRole("link", { name: "Cart, 3 items" })).toBeVisible();
  await expect(page.getByText("This did not reach us.")).toHaveCount(0);
});
