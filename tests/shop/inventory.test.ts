import { expect, test } from "../fixtures";
import { startServer } from "../support/server";
import { setStock } from "../support/stock";

test("low and sold-out stock shows on product pages", async ({ page }) => {
  const server = await startServer();
  try {
    await page.goto(`${server.origin}/products/dip-pen`);
    await expect(page.getByRole("button", { name: "Add to cart" })).toBeVisible();
    await setStock(server, { p09: 0, p04: 3 });
    // The stock on product pages is up to three seconds old.
    await expect(async () => {
      await page.goto(`${server.origin}/products/dip-pen`);
      await expect(page.getByText("Sold out")).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(page.getByRole("button", { name: "Add to cart" })).toHaveCount(0);
    await page.goto(`${server.origin}/products/fountain-pen`);
    await expect(page.getByText("Only 3 left")).toBeVisible();
  } finally {
    await server.stop();
  }
});

test("the home page names a sold-out product", async ({ page }) => {
  const server = await startServer();
  try {
    await setStock(server, { p09: 0 });
    await page.goto(server.origin);
    await expect(page.getByText("Sold out: Dip Pen.")).toBeVisible();
  } finally {
    await server.stop();
  }
});
