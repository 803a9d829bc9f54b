import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { recordBrowserErrors } from "../../tests/support/console-errors";
import { startServer } from "../../tests/support/server";
import { copyProject } from "../support/copy";

test("in development a style attribute works, and the console reports that production refuses it", async ({
  page,
}) => {
  const folder = copyProject();
  mkdirSync(join(folder, "app/styled"));
  writeFileSync(
    join(folder, "app/styled/page.tsx"),
    `export default function Styled() { return <p style={{ color: "rgb(1, 2, 3)" }}>Styled</p>; }`,
  );
  const server = await startServer({ cwd: folder, development: true });
  try {
    const errors = await recordBrowserErrors(page);
    await page.goto(`${server.origin}/styled`);
    await expect(page.getByText("Styled")).toHaveCSS("color", "rgb(1, 2, 3)");
    await expect.poll(() => errors.join("\n")).toContain("style-src-attr inline");
    await page.goto(`${server.origin}/login`);
    await expect(page.getByRole("button", { name: "Log in", exact: true })).toBeVisible();
    expect(errors).toHaveLength(1);
  } finally {
    await server.stop();
    // The compiler still writes for a moment after the server has stopped.
    rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
  }
});
