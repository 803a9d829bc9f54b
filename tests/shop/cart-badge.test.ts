import { expect, test, type Page } from "../fixtures";
import { expectFieldError, flashes, formError } from "../support/steps";

/** Holds the form's request back until `release` is called, which sends it or breaks the connection. */
async function holdSubmission(page: Page): Promise<(outcome: "sent" | "broken") => void> {
  let release: (outcome: "sent" | "broken") => void = () => {};
  const released = new Promise<"sent" | "broken">((resolve) => (release = resolve));
  await page.route("**/products/*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    return (await released) === "sent" ? route.fallback() : route.abort("internetdisconnected");
  });
  return release;
}

/** Every accessible name that the cart link gets from now on. */
async function recordNames(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const names: string[] = [];
    const read = () => {
      const link = document.querySelector("header a[href='/cart']");
      const name = link?.getAttribute("aria-label") ?? "none";
      if (names.at(-1) !== name) names.push(name);
    };
    read();
    const changes = { subtree: true, childList: true, attributes: true };
    new MutationObserver(read).observe(document.body, changes);
    Object.assign(window, { names });
  });
  return () => page.evaluate(() => (window as unknown as { names: string[] }).names);
}

async function open(page: Page, slug: string, quantity: number) {
  // Sent by an effect beside the form: the form is hydrated by then.
  const viewed = page.waitForResponse(/\/api\/seen$/);
  await page.goto(`/products/${slug}`);
  await viewed;
  await expect(page.getByRole("link", { name: /^Cart, / })).toBeVisible();
  await page.getByLabel("Quantity").fill(String(quantity));
  return page.getByRole("button", { name: "Add to cart" });
}

test.describe("the cart badge", () => {
  test("counts an item before the server answers, and once", async ({ page }) => {
    const button = await open(page, "dip-pen", 2);
    const release = await holdSubmission(page);
    const names = await recordNames(page);
    await button.click();
    await expect(page.getByRole("link", { name: "Cart, 2 items" })).toBeVisible();
    await expect(button).toBeDisabled();
    release("sent");
    await expect(flashes(page, "success")).toBeVisible();
    await expect(button).toBeEnabled();
    expect(await names()).toEqual(["Cart, 0 items", "Cart, 2 items"]);
  });

  test("takes an item back that the server refuses", async ({ page }) => {
    await (await open(page, "dip-pen", 98)).click();
    await expect(flashes(page, "success")).toBeVisible();
    const button = await open(page, "dip-pen", 2);
    const names = await recordNames(page);
    await button.click();
    await expectFieldError(page.getByLabel("Quantity"));
    await expect(page.getByLabel("Quantity")).toHaveValue("2");
    await expect(page.getByRole("link", { name: "Cart, 98 items" })).toBeVisible();
    expect(await names()).toEqual(["Cart, 98 items", "Cart, 100 items", "Cart, 98 items"]);
  });

  test("does not count an invalid quantity", async ({ page }) => {
    const button = await open(page, "dip-pen", -3);
    const names = await recordNames(page);
    await button.click();
    await expectFieldError(page.getByLabel("Quantity"));
    expect(await names()).toEqual(["Cart, 0 items"]);
  });

  test("returns to the old count when the connection fails, and a second attempt works", async ({
    page,
  }) => {
    const button = await open(page, "wax-set", 3);
    const release = await holdSubmission(page);
    await button.click();
    await expect(page.getByRole("link", { name: "Cart, 3 items" })).toBeVisible();
    release("broken");
    await expect(formError(page)).toBeVisible();
    await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
    await expect(page.getByLabel("Quantity")).toHaveValue("3");
    await page.unroute("**/products/*");
    await button.click();
    await expect(page.getByRole("link", { name: "Cart, 3 items" })).toBeVisible();
    await expect(formError(page)).toHaveCount(0);
  });
});
