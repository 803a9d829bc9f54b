import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext } from "@playwright/test";
import { boundCookie as cookie } from "@/lib/auth/device-binding/binding-cookies";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { test as plainTest } from "../../tests/fixtures";
import {
  bindingRequests,
  BOUND_COOKIE,
  boundCookie,
  endGrace,
  expect,
  expectBound,
  expireProof,
  launchOptions,
  logInAndBind,
  logInAndRegister,
  test,
} from "../support/bound-browser";
import { post, seconds, send } from "../../tests/support/http";
import { startServer, type Server } from "../../tests/support/server";
import { expectGuest, expectUser, logOut, submitSignup } from "../../tests/support/steps";
import { addUser } from "../../tests/support/users";

const REFRESH = "/api/device-binding/refresh";
const UNBOUND = "This browser could not show that it is the device you logged in with.";

/** A client with all cookies of this browser and without its key. */
async function steal(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** The same cookies ten minutes later. */
async function tenMinutesLater(cookies: string, { secret }: Server): Promise<string> {
  const keyring = [secret];
  const value = new RegExp(`${BOUND_COOKIE}=([^;]*)`).exec(cookies)?.[1] ?? "";
  const opened = await SealedCookie.open(cookie, value, { keyring });
  if (!opened.ok) throw new Error(`the bound cookie did not open: ${opened.error}`);
  const old = await SealedCookie.seal(cookie, opened.data, { keyring, now: seconds() - 601 });
  return cookies.replace(value, old);
}

const signedIn = async (server: Server, cookies: string): Promise<boolean> =>
  (await (await send(server, "/api/session", { headers: { cookie: cookies } })).json()).signedIn;

const enableBinding = { SESSION_DEVICE_BINDING: "true" };

/** The same server with other settings. */
async function restart(server: Server, env: Record<string, string>): Promise<Server> {
  await server.kill("SIGTERM");
  const { databaseUrl, secret, port } = server;
  return startServer({ port, env: { DATABASE_URL: databaseUrl, SESSION_SECRET: secret, ...env } });
}

test("a login registers a key once, and the first proof binds the session", async ({
  page,
  context,
  tls,
  boundServer,
}) => {
  const user = await addUser(boundServer.databaseUrl, "Ada");
  await logInAndRegister(page, user, tls);
  await page.goto("/account/sessions");
  await expect(page.getByText("This device, logged in just now", { exact: true })).toBeVisible();
  expect(bindingRequests(tls.requests)).toEqual(["register 200"]);
  await expireProof(context);
  await page.goto("/account/sessions");
  await expect(page.getByText("bound to this device")).toBeVisible();
  for (const path of ["/", "/account", "/login"]) await page.goto(path);
  expect(bindingRequests(tls.requests)).toEqual(["register 200", "refresh 403", "refresh 200"]);
});

test("a sign-up registers a key, also without JavaScript", async ({ page, boundBrowser, tls }) => {
  await page.goto("/signup");
  const person = { name: "Grace", email: "grace@example.com", password: "a long enough phrase" };
  await submitSignup(page, person);
  await expectUser(page, "Grace");
  await expect.poll(() => bindingRequests(tls.requests)).toEqual(["register 200"]);
  const options = { baseURL: tls.origin, javaScriptEnabled: false };
  const other = await (await boundBrowser.newContext(options)).newPage();
  await other.goto("/signup");
  await submitSignup(other, { ...person, email: "other@example.com" });
  await expect.poll(() => bindingRequests(tls.requests)).toEqual(["register 200", "register 200"]);
});

test("stolen cookies work for ten minutes and are refused afterwards, with the reason", async ({
  page,
  context,
  boundBrowser,
  tls,
  boundServer,
}) => {
  await logInAndBind(page, await addUser(boundServer.databaseUrl, "Ada"), { tls, boundServer });
  const stolen = await steal(context);
  expect(await signedIn(boundServer, stolen)).toBe(true);
  const late = await tenMinutesLater(stolen, boundServer);
  const headers = { cookie: late, "secure-session-skipped": "unreachable" };
  expect(await signedIn(boundServer, late)).toBe(false);
  expect((await send(boundServer, "/api/sessions", { headers })).status).toBe(401);
  expect((await send(boundServer, "/account", { headers })).status).toBe(307);
  expect(boundServer.log()).toContain("session_unbound");
  const thief = await boundBrowser.newContext({ baseURL: tls.origin });
  await thief.addCookies((await context.cookies()).filter(({ name }) => name !== BOUND_COOKIE));
  const theirs = await thief.newPage();
  await theirs.goto("/account");
  await expect(theirs.getByText(UNBOUND)).toBeVisible();
  await page.goto("/account");
  await expectUser(page, "Ada");
});

for (const how of [500, "reset"] as const)
  test(`a refresh endpoint that fails (${how}) for a while ends no session`, async ({
    page,
    context,
    tls,
    boundServer,
  }) => {
    await logInAndBind(page, await addUser(boundServer.databaseUrl, "Ada"), { tls, boundServer });
    tls.fail(REFRESH, how);
    await page.goto("/account");
    await expectUser(page, "Ada");
    await expireProof(context);
    await page.goto("/account");
    await expect(page.getByText(UNBOUND)).toBeVisible();
    tls.fail(null);
    // After an error the browser waits for a second or two before it refreshes again.
    await expect(async () => {
      await page.goto("/account");
      await expect(page).toHaveURL("/account", { timeout: 500 });
    }).toPass();
    await expectUser(page, "Ada");
  });

test("a logout ends the binding, and the next login registers a new key", async ({
  page,
  context,
  tls,
  boundServer,
}) => {
  const user = await addUser(boundServer.databaseUrl, "Ada");
  await logInAndBind(page, user, { tls, boundServer });
  const stolen = await steal(context);
  await logOut(page);
  expect(await signedIn(boundServer, stolen)).toBe(false);
  await expireProof(context);
  const before = tls.requests.length;
  await page.goto("/");
  await expectGuest(page);
  // Answered with `continue: false`, so the browser does not ask again.
  expect(bindingRequests(tls.requests.slice(before))).toEqual(["refresh 200"]);
  await page.goto("/login");
  expect(bindingRequests(tls.requests.slice(before))).toEqual(["refresh 200"]);
  await logInAndBind(page, user, { tls, boundServer });
});

test("logging out the device from another one ends the binding", async ({
  page,
  context,
  tls,
  boundServer,
}) => {
  const user = await addUser(boundServer.databaseUrl, "Ada");
  await logInAndBind(page, user, { tls, boundServer });
  const login = await post(boundServer, "/api/login", user);
  const headers = { cookie: login.headers.getSetCookie()[0]?.split(";", 1)[0] ?? "" };
  expect((await send(boundServer, "/api/sessions", { method: "DELETE", headers })).status).toBe(
    200,
  );
  await expireProof(context);
  await page.goto("/account");
  await expect(page.getByText("You were logged out from another device")).toBeVisible();
});

test("a password change binds the new session to a new key", async ({
  page,
  context,
  tls,
  boundServer,
}) => {
  const user = await addUser(boundServer.databaseUrl, "Ada");
  await logInAndBind(page, user, { tls, boundServer });
  const first = await boundCookie(context);
  const before = tls.requests.length;
  await page.goto("/account/security");
  await page.getByLabel("Current password").fill(user.password);
  await page.getByLabel("New password").fill("another long enough phrase");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect.poll(() => bindingRequests(tls.requests.slice(before))).toEqual(["register 200"]);
  await expect.poll(async () => (await boundCookie(context))?.value).not.toBe(first?.value);
  await expireProof(context);
  await page.goto("/account/sessions");
  await expect(page.getByText("bound to this device")).toBeVisible();
  await endGrace(boundServer);
  await page.goto("/account");
  await expectUser(page, "Ada");
});

test("a change of email keeps the binding and registers no other key", async ({
  page,
  context,
  tls,
  boundServer,
}) => {
  await logInAndBind(page, await addUser(boundServer.databaseUrl, "Ada"), { tls, boundServer });
  const before = tls.requests.length;
  await page.goto("/account/security");
  await page.getByRole("textbox", { name: "Email" }).fill("ada@example.com");
  await page.getByRole("button", { name: "Change email address" }).click();
  await expect(page.getByText("Your email address is now ada@example.com.")).toBeVisible();
  const late = await tenMinutesLater(await steal(context), boundServer);
  expect(await signedIn(boundServer, late)).toBe(false);
  await expireProof(context);
  await page.goto("/account/sessions");
  await expect(page.getByText("bound to this device")).toBeVisible();
  expect(bindingRequests(tls.requests.slice(before))).toEqual(["refresh 403", "refresh 200"]);
});

test("a login after the session cookie was lost replaces the earlier key", async ({
  page,
  context,
  tls,
  boundServer,
}) => {
  const user = await addUser(boundServer.databaseUrl, "Ada");
  // Without a proof of the earlier key: a browser signs six times in nine minutes, and a slow machine asks more often.
  await logInAndRegister(page, user, tls);
  // As when the browser was closed: its session cookie is gone, the session is still in the database.
  await context.clearCookies({ name: "__Host-session" });
  await logInAndBind(page, user, { tls, boundServer });
  const before = tls.requests.length;
  await expireProof(context);
  await page.goto("/account");
  await expectUser(page, "Ada");
  expect(bindingRequests(tls.requests.slice(before))).toEqual(["refresh 403", "refresh 200"]);
});

test("two tabs and 20 requests at once share one refresh, and none is refused", async ({
  page,
  context,
  tls,
  boundServer,
}) => {
  await logInAndBind(page, await addUser(boundServer.databaseUrl, "Ada"), { tls, boundServer });
  const second = await context.newPage();
  await second.goto("/account");
  const before = tls.requests.length;
  await expireProof(context);
  const askTenTimes = () =>
    Promise.all(
      Array.from({ length: 10 }, async () => (await (await fetch("/api/session")).json()).signedIn),
    );
  const answers = await Promise.all([page, second].map((tab) => tab.evaluate(askTenTimes)));
  expect(answers.flat()).toEqual(Array(20).fill(true));
  expect(bindingRequests(tls.requests.slice(before))).toEqual(["refresh 403", "refresh 200"]);
  await expireProof(context);
  await Promise.all([page.goto("/account"), second.goto("/account/sessions")]);
  for (const tab of [page, second]) await expectUser(tab, "Ada");
});

test("a link from another site arrives logged in", async ({ page, context, tls, boundServer }) => {
  await logInAndBind(page, await addUser(boundServer.databaseUrl, "Ada"), { tls, boundServer });
  await expireProof(context);
  const elsewhere = "https://elsewhere.example/";
  const body = `<a href="${tls.origin}/account">account</a>`;
  await page.route(elsewhere, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(elsewhere);
  await page.getByRole("link").click();
  await expect(page).toHaveURL("/account");
  await expectUser(page, "Ada");
});

test("the key outlives a restart of the browser, of the server, and a rotation of the secret", async ({
  tls,
  boundServer,
  boundBrowser,
}) => {
  await boundBrowser.close();
  const profile = mkdtempSync(join(tmpdir(), "signet-profile-"));
  const options = { ...launchOptions(tls), baseURL: tls.origin };
  const first = await chromium.launchPersistentContext(profile, options);
  const page = await first.newPage();
  const user = await addUser(boundServer.databaseUrl, "Ada");
  await logInAndRegister(page, user, tls, { remember: true });
  await expireProof(first);
  await page.goto("/account");
  await expectUser(page, "Ada");
  await endGrace(boundServer);
  await first.close();
  const SESSION_SECRET = `a newer secret that is long enough,${boundServer.secret}`;
  const restarted = await restart(boundServer, { ...enableBinding, SESSION_SECRET });
  const second = await chromium.launchPersistentContext(profile, options);
  const again = await second.newPage();
  for (const path of ["/account", "/account/sessions"]) {
    await again.goto(path);
    await expectUser(again, "Ada");
    await expireProof(second);
  }
  await expect(again.getByText("bound to this device")).toBeVisible();
  await second.close();
  await restarted.stop();
  rmSync(profile, { recursive: true, force: true });
});

test("switched off, a proof releases the session; switched on again, it is bound to a new key", async ({
  page,
  context,
  tls,
  boundServer,
}) => {
  await logInAndBind(page, await addUser(boundServer.databaseUrl, "Ada"), { tls, boundServer });
  const off = await restart(boundServer, {});
  let before = tls.requests.length;
  // Not before the restart: a request of the open page could still be proven with the setting on.
  await expireProof(context);
  for (const path of ["/account", "/account/sessions"]) {
    await page.goto(path);
    await expectUser(page, "Ada");
  }
  await expect(page.getByText("bound to this device")).toBeHidden();
  const requests = () => bindingRequests(tls.requests.slice(before));
  // The answer to the proof ends the browser's part, so the second page asks for none.
  expect(requests()).toEqual(["refresh 403", "refresh 200"]);
  expect(await boundCookie(context)).toBeUndefined();

  before = tls.requests.length;
  const on = await restart(off, enableBinding);
  await page.goto("/account");
  await expectUser(page, "Ada");
  await expect.poll(requests).toEqual(["register 200"]);
  await expect.poll(() => boundCookie(context)).toBeDefined();
  await expireProof(context);
  await expectBound(page);
  await endGrace(on);
  expect(await signedIn(on, await tenMinutesLater(await steal(context), on))).toBe(false);
  await page.goto("/account");
  await expectUser(page, "Ada");
  await on.stop();
});

plainTest(
  "it is off by default: no request and no header",
  async ({ page, server, loggedInAs }) => {
    await loggedInAs("Ada");
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto("/");
    await expectUser(page, "Ada");
    expect(requests.filter((url) => url.includes("device-binding"))).toEqual([]);
    const [{ name = "", value = "" } = {}] = await page.context().cookies();
    const headers = { cookie: `${name}=${value}` };
    const offer = await send(server, "/api/device-binding/offer", { headers });
    expect(offer.headers.get("secure-session-registration")).toBeNull();
  },
);
