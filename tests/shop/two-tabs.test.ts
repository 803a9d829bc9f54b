import { expect, test, type Page } from "../fixtures";

const ROUNDS = 20;

async function openProduct(page: Page, slug: string): Promise<void> {
  await page.goto(`/products/${slug}`);
  await expect(page.getByRole("link", { name: /^Cart, / })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

/** Presses the button and waits until the form can be sent again. */
async function add(page: Page): Promise<void> {
  const answered = page.waitForResponse(
    (response) => response.request().method() === "POST" && response.url().includes("/products/"),
  );
  const button = page.getByRole("button", { name: "Add to cart" });
  await button.click();
  await answered;
  await expect(button).toBeEnabled();
}

for (const who of ["a guest", "a member"]) {
  test(`${who} adds in two tabs at the same moment, ${ROUNDS} times, and nothing is lost`, async ({
    page,
    context,
    loggedInAs,
  }) => {
    test.setTimeout(120_000);
    if (who === "a member") await loggedInAs("Zoe");
    const other = await context.newPage();
    await Promise.all([openProduct(page, "dip-pen"), openProduct(other, "letter-paper")]);
    for (let round = 0; round < ROUNDS; round++) await Promise.all([add(page), add(other)]);
    const cart = await (await context.request.get("/api/cart")).json();
    const quantities = cart.lines
      .map(({ slug, quantity }: { slug: string; quantity: number }) => `${quantity} ${slug}`)
      .sort();
    expect(quantities).toEqual([`${ROUNDS} dip-pen`, `${ROUNDS} letter-paper`]);
  });
}

test("a tab that never comes to an end keeps no other waiting for long", async ({
  page,
  context,
}) => {
  const other = await context.newPage();
  await Promise.all([openProduct(page, "dip-pen"), openProduct(other, "letter-paper")]);
  await other.evaluate(() => void navigator.locks.request("cart", () => new Promise(() => {})));
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.locator("[data-flash=success]")).toContainText("in your cart", {
    timeout: 10_000,
  });
});
