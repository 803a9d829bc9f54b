import { rmSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { recordBrowserErrors } from "../../tests/support/console-errors";
import { copyProject } from "../support/copy";
import { protectedPages, publicPages } from "../../tests/support/routes";
import { startServer } from "../../tests/support/server";

test("whoever has just started to develop looks at every page and is shown no fault of any", async ({
  page,
}) => {
  const folder = copyProject();
  const server = await startServer({ cwd: folder, development: true });
  try {
    const complaints = await recordBrowserErrors(page);
    const look = async (path: string) => {
      await page.goto(server.origin + path);
      await expect(page.locator("[data-waiting]").filter({ visible: true })).toHaveCount(0);
      // What Next thinks of a page, it says a little later than the page.
      await page.waitForLoadState("networkidle");
    };
    for (const path of publicPages) await look(path);
    await page.goto(`${server.origin}/signup`);
    await page.getByLabel("Name").fill("Dee");
    await page.getByLabel("Email").fill("dee@example.com");
    await page.getByLabel("Password").fill("a password to develop with");
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByRole("link", { name: "Log out" })).toBeVisible();
    for (const path of [...protectedPages, ...publicPages]) await look(path);
    expect(complaints).toEqual([]);
    expect(server.log()).not.toMatch(/Error: |"level":"error"/);
  } finally {
    await server.stop();
    // The compiler writes for a moment longer than the server runs.
    rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
  }
});
