import { expect, test } from "@playwright/test";
import { startServer } from "../support/server";
import { expectGuest, expectUser, flashes, saveName, submitSignup } from "../support/steps";

type Setting = Readonly<{
  env: Record<string, string>;
  host?: string;
  /** What the browser keeps of the session cookie. */
  cookie: Record<string, unknown>;
}>;

const secure = { name: "__Host-session", secure: true, sameSite: "Lax", domain: "localhost" };
const settings: readonly Setting[] = [
  { env: { SESSION_COOKIE_NAME: "who" }, cookie: { ...secure, name: "__Host-who" } },
  {
    env: { SESSION_COOKIE_SECURE: "false" },
    cookie: { ...secure, name: "session", secure: false },
  },
  {
    env: { SESSION_COOKIE_DOMAIN: "site.localhost" },
    host: "www.site.localhost",
    cookie: { ...secure, name: "session", domain: ".site.localhost" },
  },
  { env: { SESSION_COOKIE_SAMESITE: "strict" }, cookie: { ...secure, sameSite: "Strict" } },
  { env: { SESSION_COOKIE_SAMESITE: "none" }, cookie: { ...secure, sameSite: "None" } },
  { env: { SESSION_COOKIE_PARTITIONED: "true" }, cookie: secure },
  {
    env: { SESSION_COOKIE_PATH: "/account" },
    cookie: { ...secure, name: "session", path: "/account" },
  },
];

for (const { env, host = "localhost", cookie } of settings) {
  const [setting] = Object.entries(env).map(([name, value]) => `${name}=${value}`);

  test(`with ${setting}, a user signs up, sees a flash once and logs out`, async ({
    page,
    context,
  }) => {
    const server = await startServer({ env });
    const origin = `http://${host}:${server.port}`;
    const cookieNames = async () => (await context.cookies()).map(({ name }) => name);
    const sessionCookie = async () =>
      (await context.cookies()).find(({ name }) => name === cookie.name);
    try {
      await page.goto(`${origin}/signup?next=/account`);
      const user = { name: "Ada", email: "ada@example.com", password: "a sentence of mine" };
      await submitSignup(page, user);
      await expect(page).toHaveURL(`${origin}/account`);
      expect(await sessionCookie()).toMatchObject(cookie);
      // The redirect and this action are soft navigations: script deletes the flash cookie.
      await expect(flashes(page, "success")).toHaveText(/Ada/);
      await saveName(page);
      await expect(flashes(page, "success")).not.toHaveText(/Ada/);
      await expect.poll(cookieNames).not.toContainEqual(expect.stringContaining("flash."));
      await page.reload();
      await expectUser(page, "Ada");
      await expect(flashes(page)).toHaveCount(0);
      // A document: the middleware deletes it.
      if (env.SESSION_COOKIE_PATH) {
        await page.goto(`${origin}/`);
        await expectGuest(page);
        await page.goto(`${origin}/account/sessions`);
        await page.getByRole("button", { name: "Log out this device" }).click();
      } else {
        // shop …
        await page.goto(`${origin}/products/dip-pen`);
        await page.getByRole("button", { name: "Add to cart" }).click();
        await expect(flashes(page, "success")).toBeVisible();
        await page.goto(`${origin}/cart`);
        await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
        // … shop
        await page.goto(`${origin}/logout`);
        await page.getByRole("button", { name: "Log out" }).click();
        await expect(flashes(page, "info")).toBeVisible();
        await page.reload();
        await expect(flashes(page)).toHaveCount(0);
      }
      await expectGuest(page);
      expect(await sessionCookie()).toBeUndefined();
      expect(await cookieNames()).not.toContainEqual(expect.stringContaining("flash."));
    } finally {
      await server.stop();
    }
  });
}
