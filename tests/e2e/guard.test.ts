import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { protectedPrefixes } from "@/lib/routes";
import { expect, test } from "../fixtures";
import { addPerson } from "../support/users";
import { membersPages } from "../support/routes";
import { recordOf, sealedSession, send } from "../support/http";
import { startServer } from "../support/server";

test("a guest who wants a member's page is asked to log in, told why, and brought there", async ({
  page,
  server,
}) => {
  const { email, password } = await addPerson(server.databaseUrl, "Ann");
  await page.goto("/account?tab=2");
  await expect(page).toHaveURL("/login?next=%2Faccount%3Ftab%3D2");
  await expect(page.getByText("Log in to see your account.")).toBeVisible();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).toHaveURL("/account?tab=2");
  await expect(page.getByText(email)).toBeVisible();
});

test("a guest who signs up on the way is brought there too", async ({ page }) => {
  await page.goto("/account/sessions");
  await page.getByRole("link", { name: "Make an account" }).click();
  await expect(page).toHaveURL("/signup?next=%2Faccount%2Fsessions");
  await page.getByLabel("Name").fill("Ben");
  await page.getByLabel("Email").fill("ben@example.com");
  await page.getByLabel("Password").fill("a long sentence");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page).toHaveURL("/account/sessions");
});

for (const prefix of protectedPrefixes) {
  test(`below ${prefix}, an address that looks like a file's is guarded like any other`, async ({
    server,
    page,
    loggedInAs,
  }) => {
    const response = await send(server, `${prefix}/x/y.json`);
    expect([response.status, response.headers.get("location")]).toEqual([
      307,
      `${server.origin}/login?next=${encodeURIComponent(`${prefix}/x/y.json`)}`,
    ]);
    await loggedInAs("Cleo");
    expect((await page.goto(`${prefix}/x/y.json`))?.status()).toBe(404);
    await expect(page.getByRole("link", { name: "Log out" })).toBeVisible();
  });
}

test("the stylesheet by which a browser tells that it runs no script can only be fetched", async ({
  server,
}) => {
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    const response = await send(server, "/assets/noscript.css", { method });
    expect([method, response.status, response.headers.getSetCookie()]).toEqual([method, 405, []]);
  }
});

test("a redirect by the guard may not be kept by any cache", async ({ server }) => {
  const response = await send(server, "/account");
  expect([response.status, response.headers.get("cache-control")]).toEqual([307, "no-store"]);
});

test("a guard's redirect of a soft navigation says so, lest a browser reuse it for a document", async ({
  server,
}) => {
  const response = await send(server, "/account?_rsc=abc", { headers: { rsc: "1" } });
  expect(response.headers.get("location")).toBe(`${server.origin}/login?next=%2Faccount&_rsc=abc`);
});

test("behind a proxy, a guest is sent to the login page of the site that they asked for", async ({
  server,
}) => {
  const { hostname, port } = new URL(server.origin);
  const headers = { host: "www.example.com", "x-forwarded-proto": "https" };
  const asked = get({ hostname, port, path: "/account", headers });
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  answer.resume();
  expect(answer.headers.location).toBe("https://www.example.com/login?next=%2Faccount");
});

test("a session that was ended leads to the login page in one step, though its seal is whole", async ({
  server,
}) => {
  const ended = recordOf({
    ...(await addPerson(server.databaseUrl, "Cy")),
    sessionId: "x".repeat(24),
  });
  const headers = { cookie: await sealedSession(server, ended) };
  const response = await send(server, "/account", { headers });
  expect([
    response.status,
    new URL(response.headers.get("location") ?? "", server.origin).pathname,
  ]).toEqual([307, "/login"]);
  expect((await send(server, "/login?next=%2Faccount", { headers })).status).toBe(200);
});

test("a page believes its address from the guard and not from a client", async ({ server }) => {
  const ended = recordOf({
    ...(await addPerson(server.databaseUrl, "Di")),
    sessionId: "x".repeat(24),
  });
  const headers = { cookie: await sealedSession(server, ended), "x-signet-path": "/session" };
  expect((await send(server, "/account", { headers })).headers.get("location")).toContain(
    "next=%2Faccount",
  );
});

test("with the middleware switched off, nothing private leaks", async ({ server }) => {
  const folder = mkdtempSync(join(tmpdir(), "signet-bare-"));
  for (const name of ["node_modules", "public", "package.json", "next.config.js", "lib"]) {
    symlinkSync(join(process.cwd(), name), join(folder, name));
  }
  cpSync(".next", join(folder, ".next"), {
    recursive: true,
    filter: (path) => !/\.next\/(cache|dev)/.test(path),
  });
  const manifest = join(folder, ".next/server/middleware-manifest.json");
  writeFileSync(
    manifest,
    JSON.stringify({
      ...JSON.parse(readFileSync(manifest, "utf8")),
      middleware: {},
      sortedMiddleware: [],
    }),
  );
  const { secret, databaseUrl } = server;
  const bare = await startServer({
    cwd: folder,
    env: { SESSION_SECRET: secret, DATABASE_URL: databaseUrl },
  });
  try {
    const member = await addPerson(databaseUrl, "Private Person");
    const ended = recordOf({ ...member, sessionId: "x".repeat(24) });
    for (const headers of [
      new Headers(),
      new Headers({ cookie: await sealedSession(bare, ended) }),
    ]) {
      for (const path of membersPages) {
        const text = await (await send(bare, path, { headers })).text();
        expect(text).not.toContain("Private Person");
        expect(text).not.toContain(member.email);
        expect(text, "it is the page that sends a guest away").toContain("NEXT_REDIRECT");
      }
    }
    const headers = { cookie: await sealedSession(bare, recordOf(member)) };
    expect(await (await send(bare, "/account", { headers })).text()).toContain(member.email);
  } finally {
    await bare.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
