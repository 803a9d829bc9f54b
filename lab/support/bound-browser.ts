import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { expect, test as base, type Server, type TestUser } from "../../tests/fixtures";
import { chromiumFlags, chromiumPath } from "../../tests/support/chromium";
import { openDatabase } from "../../tests/support/database";
import { startServer } from "../../tests/support/server";
import { expectUser, submitLogin } from "../../tests/support/steps";
import { PROBE, startTlsProxy, type ProxiedRequest, type TlsProxy } from "./tls-proxy";

export const BOUND_COOKIE = "__Host-bound";

/** The keys of real devices are in their TPM or Secure Enclave. */
export const launchOptions = ({ flags }: TlsProxy) => ({
  executablePath: chromiumPath(),
  args: [
    ...chromiumFlags,
    "--enable-features=DeviceBoundSessions,EnableBoundSessionCredentialsSoftwareKeysForManualTesting",
    ...flags,
  ],
});

/** The requests that the browser itself makes, in order, with the status of the answer: `register 200`. */
export const bindingRequests = (requests: readonly ProxiedRequest[]): string[] =>
  requests.flatMap(({ method, path, status }) => {
    const name = /^\/api\/device-binding\/(register|refresh)/.exec(path)?.[1];
    return method === "POST" && name ? `${name} ${status}` : [];
  });

export const boundCookie = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name === BOUND_COOKIE);

/** As after ten minutes: the browser has to prove its key before the next request. */
export const expireProof = (context: BrowserContext) =>
  context.clearCookies({ name: BOUND_COOKIE });

/** Lets the first minute of every session pass, in which a proof may be missing. */
export async function endGrace({ databaseUrl }: Pick<Server, "databaseUrl">): Promise<void> {
  const database = await openDatabase(databaseUrl);
  await database.execute("update sessions set device_offered_at = device_offered_at - 60");
  database.close();
}

/** Logs in with the form, and waits until the browser has registered its key. */
export async function logInAndRegister(
  page: Page,
  user: TestUser,
  tls: TlsProxy,
  { remember = false } = {},
): Promise<void> {
  await page.context().clearCookies({ name: BOUND_COOKIE });
  await page.goto("/login");
  if (remember) await page.getByLabel("Remember me").check();
  const before = tls.requests.length;
  await submitLogin(page, user);
  await expectUser(page, user.name);
  const registrations = () => bindingRequests(tls.requests.slice(before));
  await expect.poll(registrations).toContain("register 200");
  await expect.poll(() => boundCookie(page.context())).toBeDefined();
}

/** As above, and proves the key once more: from then on the session is bound. */
export async function logInAndBind(
  page: Page,
  user: TestUser,
  { tls, boundServer }: Pick<Fixtures, "tls" | "boundServer">,
): Promise<void> {
  await logInAndRegister(page, user, tls);
  await expireProof(page.context());
  await expectBound(page);
  await endGrace(boundServer);
}

/** Expects the session to be bound with the next proof. */
export async function expectBound(page: Page): Promise<void> {
  // The browser may still be storing the key, and then sends the first request without a proof.
  await expect(async () => {
    await page.goto("/account/sessions");
    const own = page.getByText(/^This device.*bound to this device$/);
    await expect(own).toBeVisible({ timeout: 2000 });
  }).toPass();
}

type Fixtures = {
  boundServer: Server;
  tls: TlsProxy;
  boundBrowser: Browser;
  context: BrowserContext;
};

/** A server with device binding, behind TLS, and a Chromium with keys in software. Each test has its own. */
export const test = base.extend<Fixtures>({
  boundServer: async ({}, use) => {
    const server = await startServer({ env: { SESSION_DEVICE_BINDING: "true" } });
    await use(server);
    await server.stop();
  },
  tls: async ({ boundServer }, use) => {
    const tls = await startTlsProxy(boundServer);
    await use(tls);
    await tls.stop();
  },
  boundBrowser: async ({ tls }, use) => {
    support ??= registersKeys(tls);
    test.skip(!(await support), "This Chromium has no device-bound sessions.");
    const browser = await chromium.launch(launchOptions(tls));
    await use(browser);
    await browser.close();
  },
  context: async ({ boundBrowser, tls }, use) => {
    await use(await boundBrowser.newContext({ baseURL: tls.origin }));
  },
});

let support: Promise<boolean> | undefined;

/** Whether this Chromium makes a key when it is asked to. In a browser of its own: each makes only a few. */
async function registersKeys(tls: TlsProxy): Promise<boolean> {
  const browser = await chromium.launch(launchOptions(tls));
  try {
    const page = await browser.newPage();
    await page.goto(`${tls.origin}${PROBE}`);
    const isAsked = () =>
      tls.requests.some(({ method, path }) => method === "POST" && path === PROBE);
    await expect.poll(isAsked).toBe(true);
    return true;
  } catch {
    return false;
  } finally {
    await browser.close();
  }
}

export { expect };
