import { expect, test } from "@/tests/fixtures";

test("the home page greets users by name", async ({ page, loggedInAs }) => {
  await page.goto("/");
  await expect(page.getByText("You are not logged in.")).toBeVisible();
  await loggedInAs("Ada");
  await page.reload();
  await expect(page.getByText("Hello, Ada!")).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("the home page shows its message once", async ({ page }) => {
      await page.goto("/");
      await page.getByRole("button", { name: "Say hello" }).click();
      await expect(page.locator("[data-flash=success]")).toContainText("shown once");
      await page.reload();
      await expect(page.getByText("You are not logged in.")).toBeVisible();
      await expect(page.locator("[data-flash]")).toHaveCount(0);
    });
  });
}
