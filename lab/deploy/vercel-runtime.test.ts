import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { builtFiles, publishScriptHashes } from "../../lib/next/script-hashes.js";
import { expect, test as base } from "../../tests/fixtures";
import { post, send } from "../../tests/support/http";
import { startServer, type Server } from "../../tests/support/server";

const MISSING = "DATABASE_URL is missing. Set it to the URL of a libSQL server";

/** A new deployment with SESSION_SECRET as its only setting. */
const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const env: Record<string, string> = { VERCEL: "1", DATABASE_URL: "" };
      publishScriptHashes(builtFiles(".next"), env);
      const server = await startServer({ env });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

// shop …
test("on Vercel without a database, a guest has a cart, one flash message and a theme", async ({
  page,
}) => {
  await page.goto("/products/vermilion-wax");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.locator("[data-flash]")).toHaveText(/Vermilion Sealing Wax is in your cart/);
  await page.getByRole("radio", { name: "dark" }).check();
  await page.goto("/cart");
  await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Vermilion Sealing Wax");
  await expect(page.locator("[data-flash]")).toHaveCount(0);
  await expect(page.getByRole("radio", { name: "dark" })).toBeChecked();
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
});
// … shop

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("sign-up and login name the missing setting", async ({ page }) => {
      await page.goto("/signup");
      await page.getByLabel("Name").fill("Nora");
      await page.getByLabel("Email").fill("nora@example.com");
      await page.getByLabel("Password").fill("a sentence of mine");
      await page.getByRole("button", { name: "Sign up" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText(MISSING);
      await expect(page.getByLabel("Name")).toHaveValue("Nora");
      await page.goto("/login");
      await page.getByLabel("Email").fill("nora@example.com");
      await page.getByLabel("Password").fill("a sentence of mine");
      await page.getByRole("button", { name: "Log in", exact: true }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText(MISSING);
    });
  });
}

test("handlers and the health check answer 503", async ({ server }) => {
  const credentials = { email: "nora@example.com", password: "a sentence of mine" };
  for (const [path, body] of [
    ["/api/login", credentials],
    ["/api/signup", { name: "Nora", ...credentials }],
  ] as const) {
    const answer = await post(server, path, body);
    expect(answer.status, path).toBe(503);
    expect(await answer.json()).toEqual({
      error: { code: "unavailable", message: expect.stringContaining(MISSING) },
    });
  }
  expect((await send(server, "/api/health")).status).toBe(503);
});

const refused: [string, Record<string, string>, string][] = [
  ["without a secret", { SESSION_SECRET: "" }, "SESSION_SECRET is missing: run `npm run secret`"],
  [
    "with a short one",
    { SESSION_SECRET: "too short" },
    "SESSION_SECRET is shorter than 32 characters",
  ],
  ["with a file for a database", { DATABASE_URL: "file:site.db" }, "DATABASE_URL can't be a file"],
];

for (const [how, env, sentence] of refused) {
  base(`a build for Vercel ${how} fails and names the setting`, async () => {
    const settings = { ...process.env, VERCEL: "1", ...env };
    const build = promisify(execFile)(
      process.execPath,
      ["node_modules/next/dist/bin/next", "build"],
      { env: settings },
    );
    await expect(build).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(sentence),
    });
  });
}
