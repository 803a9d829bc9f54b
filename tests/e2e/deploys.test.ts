import { expect, test, type Page } from "../fixtures";

/** Renames the action in the first form that the page sends, as if the page came from an older build. */
async function openFromOldBuild(page: Page, path: string): Promise<void> {
  let sent = false;
  await page.route("**", async (route) => {
    const headers = route.request().headers();
    const action = headers["next-action"];
    if (!action || sent) return route.continue();
    sent = true;
    const renamed = [...action].reverse().join("");
    await route.continue({ headers: { ...headers, "next-action": renamed } });
  });
  await page.goto(path);
}

test("a form from an older build shows a message and keeps the entered values", async ({
  page,
}) => {
  await openFromOldBuild(page, "/signup");
  await page.getByLabel("Name").fill("Vera");
  await page.getByLabel("Email").fill("vera@example.com");
  await page.getByLabel("Password").fill("a fine sentence");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("This site was updated.");
  await expect(page.getByLabel("Name")).toHaveValue("Vera");
  await expect(page.getByLabel("Email")).toHaveValue("vera@example.com");
});

// inspector …
test("a button from an older build offers to reload the page, and then works", async ({ page }) => {
  await openFromOldBuild(page, "/session");
  await page.getByRole("radio", { name: "forest" }).check();
  await page.getByRole("button", { name: "Store in the session" }).click();
  await expect(page.getByRole("heading", { name: "This site was updated." })).toBeVisible();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("radio", { name: "forest" })).not.toBeChecked();
  await page.getByRole("radio", { name: "forest" }).check();
  await page.getByRole("button", { name: "Store in the session" }).click();
  await expect(page.locator("[data-flash=success]")).toBeVisible();
});
// … inspector
