import { expect, test } from "../fixtures";
import { startServer } from "../support/server";
import { setStock } from "../support/stock";

test("what is sold out says so on its page and on the shelf, and what is nearly gone says how many are left", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const server = await startServer();
  try {
    await page.goto(`${server.origin}/products/dip-pen`);
    await expect(page.getByText("In stock.")).toBeVisible();
    await setStock(server, { p09: 0, p04: 3 });
    await expect(async () => {
      await page.goto(`${server.origin}/products/dip-pen`);
      await expect(page.getByText("Sold out.")).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(page.getByRole("button", { name: "Add to cart" })).toHaveCount(0);
    await page.goto(`${server.origin}/products/fountain-pen`);
    await expect(page.getByText("Only 3 left.")).toBeVisible();
    const card = page.getByRole("article").filter({ hasText: "Dip Pen" });
    await expect(async () => {
      await page.goto(server.origin);
      await expect(card.getByText("Sold out")).toBeVisible({ timeout: 500 });
    }).toPass({ intervals: [2000] });
    await expect(page.getByText("Sold out")).toHaveCount(1);
  } finally {
    await server.stop();
  }
});
