import { rmSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { recordBrowserErrors } from "../../tests/support/console-errors";
import { copyProject } from "../support/copy";
import { protectedPages, publicPages } from "../../tests/support/routes";
import { startServer } from "../../tests/support/server";

test("a new development server shows every page without errors", async ({ page }) => {
  const folder = copyProject();
  const server = await startServer({ cwd: folder, development: true });
  try {
    const errors = await recordBrowserErrors(page);
    const visit = async (path: string) => {
      await page.goto(server.origin + path);
      await expect(page.locator("[data-waiting]").filter({ visible: true })).toHaveCount(0);
      // Next reports the problems of a page shortly after the page has loaded.
      await page.waitForLoadState("networkidle");
    };
    for (const path of publicPages) await visit(path);
    await page.goto(`${server.origin}/signup`);
    await page.getByLabel("Name").fill("Dee");
    await page.getByLabel("Email").fill("dee@example.com");
    await page.getByLabel("Password").fill("a password to develop with");
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByRole("link", { name: "Log out" })).toBeVisible();
    for (const path of [...protectedPages, ...publicPages]) await visit(path);
    expect(errors).toEqual([]);
    expect(server.log()).not.toMatch(/Error: |"level":"error"/);
  } finally {
    await server.stop();
    // The compiler still writes for a moment after the server has stopped.
    rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
  }
});
