import { createHmac } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createClient } from "@libsql/client";
import { expect, test } from "@playwright/test";
import { setSessionCookie } from "../../tests/fixtures";
import { recordBrowserErrors } from "../../tests/support/console-errors";
import { recordOf, sealedSession, seconds, send } from "../../tests/support/http";
import { startServer, type Server } from "../../tests/support/server";
import { addUser } from "../../tests/support/users";
import { copyProject, runIn } from "../support/copy";
import { blocksOf, follow, ownPages } from "./blocks";

const PAGE = "docs/more-recipes.md";
const code = ownPages()
  .flatMap((page) => blocksOf(page))
  .filter(({ language }) => ["ts", "tsx", "diff"].includes(language));

const secrets = { CRON_SECRET: "a secret of the night", PAYMENTS_WEBHOOK_SECRET: "whsec_test" };

test.describe.configure({ mode: "serial" });

let folder = "";
let server: Server;

test.beforeAll(async () => {
  folder = copyProject();
  for (const [path, text] of follow(code, (path) => readFileSync(path, "utf8"))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const script of [["db:generate", "--", "--name=recipes"], ["build"]]) {
    const { ok, printed } = await runIn(folder, "npm", "run", ...script);
    expect(ok, printed).toBe(true);
  }
  server = await startServer({ cwd: folder, env: secrets });
});
test.afterAll(async () => {
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

const database = () => createClient({ url: server.databaseUrl });
const rows = async (sql: string, ...args: (string | number)[]) =>
  (await database().execute({ sql, args })).rows;

async function logIn(name: string) {
  const user = await addUser(server.databaseUrl, name);
  return { ...user, cookie: await sealedSession(server, recordOf(user)) };
}

const status = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
  (await send(server, path, { headers, redirect: "manual" })).status;

test("roles: a guest is asked to log in, a user gets 404, and an admin the page", async () => {
  const { cookie, email } = await logIn("Rita");
  expect(await status("/admin")).toBe(307);
  expect(await status("/admin", { cookie })).toBe(404);
  const insert = blocksOf(PAGE).find(({ language }) => language === "sql")?.code ?? "";
  await rows(insert.replace("ada@example.com", email));
  expect(await status("/admin", { cookie })).toBe(200);
  const unit = ["tests/unit/auth-checks.test.ts", "tests/unit/import-boundaries.test.ts"];
  const { ok, printed } = await runIn(folder, "npx", "playwright", "test", ...unit);
  expect(ok, printed).toBe(true);
});

test("duplicates and pages: a second bookmark with one address is refused, and the 21st is on page 2", async ({
  page,
  context,
}) => {
  const user = await addUser(server.databaseUrl, "Dora");
  await setSessionCookie(context, server, recordOf(user));
  await page.goto(`${server.origin}/account/bookmarks`);
  for (const message of ["", "You already have this bookmark."]) {
    await page.getByLabel("Address").fill("https://example.com/1");
    await page.getByRole("button", { name: "Add" }).click();
    if (message) await expect(page.getByText(message)).toBeVisible();
    else await expect(page.getByRole("listitem").filter({ hasText: "/1" })).toBeVisible();
  }
  for (let i = 2; i <= 21; i++)
    await rows(
      "insert into bookmarks (user_id, url) values (?, ?)",
      user.id,
      `https://example.com/${i}`,
    );
  await page.goto(`${server.origin}/account/bookmarks?page=-1`);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page.getByText("https://example.com/1", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Older" })).toHaveCount(0);
});

test("tokens: a program reads with a token, and not with a session or another token", async () => {
  const { cookie, id } = await logIn("Tom");
  const script = `import { createApiToken } from "./lib/api-tokens/api-tokens";
void createApiToken(${JSON.stringify(id)}).then(console.log);
`;
  writeFileSync(join(folder, "token.ts"), script);
  const tsx = ["npx", "tsx", "--conditions=react-server", "token.ts"];
  const made = await runIn(folder, "env", `DATABASE_URL=${server.databaseUrl}`, ...tsx);
  rmSync(join(folder, "token.ts"));
  const token = made.printed.trim();
  expect(await status("/api/bookmarks", { authorization: `Bearer ${token}` })).toBe(200);
  expect(await status("/api/bookmarks", { cookie })).toBe(401);
  const other = `Bearer ${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
  expect(await status("/api/bookmarks", { authorization: other })).toBe(401);
});

test("webhooks: a signed body is accepted; changed, old, unsigned and cross-site ones are not", async () => {
  const sign = (body: string, time: number) =>
    `t=${time},v1=${createHmac("sha256", secrets.PAYMENTS_WEBHOOK_SECRET).update(`${time}.${body}`).digest("hex")}`;
  const deliver = async (body: string, signature: string, headers = {}) =>
    send(server, "/api/webhooks/payments", {
      method: "POST",
      body,
      headers: { "x-signature": signature, ...headers },
    });
  const body = JSON.stringify({ type: "paid" });
  const signature = sign(body, seconds());
  expect(await (await deliver(body, signature)).json()).toEqual({ received: "paid" });
  expect((await deliver(`${body} `, signature)).status).toBe(400);
  expect((await deliver(body, sign(body, seconds() - 3600))).status).toBe(400);
  expect((await deliver(body, "")).status).toBe(400);
  expect((await deliver(body, signature, { origin: "https://evil.example" })).status).toBe(403);
});

test("the job at night ends unused sessions only, and only with its secret", async () => {
  const [used, unused] = [await logIn("Nora"), await logIn("Nils")];
  await rows("update sessions set last_seen_at = 1 where user_id = ?", unused.id);
  expect(await status("/api/nightly", { authorization: "Bearer a guess" })).toBe(401);
  const authorization = `Bearer ${secrets.CRON_SECRET}`;
  const answer = await send(server, "/api/nightly", { headers: { authorization } });
  expect(await answer.json()).toEqual({ ended: 1 });
  expect(await status("/account", { cookie: used.cookie })).toBe(200);
  expect(await status("/account", { cookie: unused.cookie })).toBe(307);
});

test("languages: each has a page of its own", async () => {
  const german = await send(server, "/greeting/de");
  expect(await german.text()).toMatch(/<div lang="de">.*Guten Morgen/);
  expect(await status("/greeting/en")).toBe(200);
});

test("images: one that fills its frame keeps the policy", async ({ page }) => {
  const errors = await recordBrowserErrors(page);
  await page.goto(`${server.origin}/gallery`);
  const box = await page.getByAltText("A seal").boundingBox();
  expect(box?.height).toBe(256);
  expect(box?.width).toBeGreaterThan(600);
  expect(errors).toEqual([]);
});

test("other origins: the policy of a page names them, for images, a script and its requests", async () => {
  const policy = (await send(server, "/login")).headers.get("content-security-policy") ?? "";
  expect(policy).toContain("img-src 'self' https://images.example.com;");
  expect(policy).toMatch(/script-src 'self' 'nonce-[^;]+ https:\/\/analytics\.example\.com;/);
  expect(policy).toContain("connect-src 'self' https://analytics.example.com;");
});

test("the preview image, the manifest and robots.txt are served, and the pages name them", async () => {
  const html = await (await send(server, "/login")).text();
  const image = /<meta property="og:image" content="[^"]*?(\/opengraph-image[^"]*)"/.exec(
    html,
  )?.[1];
  const picture = await send(server, (image ?? "").replaceAll("&amp;", "&"));
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect(html).toContain('rel="manifest" href="/manifest.webmanifest"');
  expect(await (await send(server, "/manifest.webmanifest")).json()).toHaveProperty("start_url");
  expect(await (await send(server, "/robots.txt")).text()).toContain("Disallow: /account");
});
