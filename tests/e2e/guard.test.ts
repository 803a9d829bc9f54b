import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { symlinkSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { protectedPaths } from "@/lib/routes";
import { expect, test } from "../fixtures";
import { recordOf, sealedSession, send } from "../support/http";
import { protectedPages } from "../support/routes";
import { startServer } from "../support/server";
import { submitLogin, submitSignup } from "../support/steps";
import { addUser } from "../support/users";

test.describe("a guest on a protected page", () => {
  test("logs in and arrives there", async ({ page, server }) => {
    await page.goto("/account?tab=2");
    await expect(page).toHaveURL("/login?next=%2Faccount%3Ftab%3D2");
    await submitLogin(page, await addUser(server.databaseUrl, "Ann"));
    await expect(page).toHaveURL("/account?tab=2");
  });

  test("signs up and arrives there", async ({ page }) => {
    await page.goto("/account/sessions");
    await page.getByRole("main").getByRole("link", { name: "Sign up" }).click();
    await expect(page).toHaveURL("/signup?next=%2Faccount%2Fsessions");
    const ben = { name: "Ben", email: "ben@example.com", password: "a long sentence" };
    await submitSignup(page, ben);
    await expect(page).toHaveURL("/account/sessions");
  });

  for (const prefix of Object.keys(protectedPaths)) {
    test(`is redirected from a path below ${prefix} that looks like a file`, async ({ server }) => {
      const path = `${prefix}/x/y.json`;
      const { status, headers } = await send(server, path);
      const target = `${server.origin}/login?next=${encodeURIComponent(path)}`;
      expect([status, headers.get("location")]).toEqual([307, target]);
      const user = recordOf(await addUser(server.databaseUrl, "Cleo"));
      const cookie = await sealedSession(server, user);
      expect((await send(server, path, { headers: { cookie } })).status).toBe(404);
    });
  }
});

test("pages opened by their links are answered without a redirect", async ({
  page,
  loggedInAs,
}) => {
  await loggedInAs("Dora");
  const redirects: string[] = [];
  page.on("response", (response) => response.status() === 307 && redirects.push(response.url()));
  await page.goto("/account");
  const tabs = page.getByRole("main").getByRole("navigation");
  for (const name of ["Devices", "Security", "Profile"]) {
    await tabs.getByRole("link", { name }).click();
    await expect(tabs.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
  }
  expect(redirects).toEqual([]);
});

test.describe("the redirect to the login page", () => {
  test("is not cacheable", async ({ server }) => {
    const { headers } = await send(server, "/account");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  // Otherwise Chromium can reuse the redirect for a document.
  test("of a soft navigation keeps its marker", async ({ server }) => {
    const { headers } = await send(server, "/account?_rsc=abc", { headers: { rsc: "1" } });
    expect(headers.get("location")).toBe(`${server.origin}/login?next=%2Faccount&_rsc=abc`);
  });

  test("behind a proxy leads to the requested host", async ({ server }) => {
    const { hostname, port } = new URL(server.origin);
    const headers = { host: "www.example.com", "x-forwarded-proto": "https" };
    const sent = get({ hostname, port, path: "/account", headers });
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    answer.resume();
    expect(answer.headers.location).toBe("https://www.example.com/login?next=%2Faccount");
  });

  test("is a single redirect for a revoked session, and ignores a path header sent by the client", async ({
    server,
  }) => {
    const user = await addUser(server.databaseUrl, "Cy");
    const cookie = await sealedSession(server, recordOf({ ...user, sessionId: "x".repeat(24) }));
    const headers = { cookie, "x-signet-path": "/claimed" };
    const { status, headers: answered } = await send(server, "/account", { headers });
    expect([status, answered.get("location")]).toEqual([307, "/login?next=%2Faccount"]);
    expect((await send(server, "/login?next=%2Faccount", { headers })).status).toBe(200);
  });
});

/** Where a build lists its middleware: of the Edge Runtime, and of Node. */
const LISTS = ["middleware-manifest.json", "functions-config-manifest.json"];

/** A copy of the build whose lists of middleware are empty; all other files are links. */
function buildWithoutMiddleware(folder: string): void {
  const link = (from: string, to: string, except: readonly string[]) => {
    for (const name of readdirSync(from).filter((name) => !except.includes(name)))
      symlinkSync(resolve(from, name), join(to, name));
  };
  const server = join(folder, ".next/server");
  mkdirSync(server, { recursive: true });
  link(".", folder, [".next"]);
  link(".next", join(folder, ".next"), ["server"]);
  link(".next/server", server, LISTS);
  for (const name of LISTS) {
    const list = JSON.parse(readFileSync(join(".next/server", name), "utf8"));
    const none = { ...list, middleware: {}, functions: {}, sortedMiddleware: [] };
    writeFileSync(join(server, name), JSON.stringify(none));
  }
}

test("without the middleware, every protected page still checks the session", async ({
  server,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "no-middleware-"));
  buildWithoutMiddleware(folder);
  const { secret, databaseUrl } = server;
  const env = { SESSION_SECRET: secret, DATABASE_URL: databaseUrl };
  const bare = await startServer({ cwd: folder, env });
  try {
    const user = await addUser(databaseUrl, "Private Name");
    const revoked = recordOf({ ...user, sessionId: "x".repeat(24) });
    for (const cookie of ["", await sealedSession(bare, revoked)]) {
      for (const path of protectedPages) {
        const text = await (await send(bare, path, { headers: { cookie } })).text();
        expect(text).not.toContain("Private Name");
        expect(text, path).toContain("NEXT_REDIRECT");
      }
    }
    const cookie = await sealedSession(bare, recordOf(user));
    expect(await (await send(bare, "/account", { headers: { cookie } })).text()).toContain(
      user.email,
    );
  } finally {
    await bare.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
