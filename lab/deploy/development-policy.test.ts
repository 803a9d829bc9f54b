import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { recordBrowserErrors } from "../../tests/support/console-errors";
import { startServer } from "../../tests/support/server";
import { copyProject } from "../support/copy";

test("development shows a style attribute and reports that production refuses it", async ({
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
    const complaints = await recordBrowserErrors(page);
    await page.goto(`${server.origin}/styled`);
    await expect(page.getByText("Styled")).toHaveCSS("color", "rgb(1, 2, 3)");
    await expect.poll(() => complaints.join("\n")).toContain("style-src-attr inline");
    await page.goto(`${server.origin}/login`);
    await expect(page.getByRole("button", { name: "Log in" })).toBeVisible();
    expect(complaints).toHaveLength(1);
  } finally {
    await server.stop();
    // The compiler writes for a moment longer than the server runs.
    rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
  }
});
