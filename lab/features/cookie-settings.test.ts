import { expect, test } from "@playwright/test";
import { startServer } from "../../tests/support/server";
import { expectGuest, expectUser, flashes, submitSignup } from "../../tests/support/steps";

type Setting = Readonly<{
  env: Record<string, string>;
  host?: string;
  /** What the browser keeps of the session cookie. */
  cookie: Record<string, unknown>;
}>;

const secure = { name: "__Host-session", secure: true, sameSite: "Lax", domain: "localhost" };
const settings: readonly Setting[] = [
  {
    env: { SESSION_COOKIE_NAME: "sid", SESSION_COOKIE_SAMESITE: "strict" },
    cookie: { ...secure, name: "__Host-sid", sameSite: "Strict" },
  },
  {
    env: { SESSION_COOKIE_DOMAIN: "site.localhost", SESSION_COOKIE_SECURE: "false" },
    host: "www.site.localhost",
    cookie: { ...secure, name: "session", secure: false, domain: ".site.localhost" },
  },
  {
    env: { SESSION_COOKIE_SAMESITE: "none", SESSION_COOKIE_PARTITIONED: "true" },
    cookie: { ...secure, sameSite: "None" },
  },
  {
    env: { SESSION_COOKIE_PATH: "/account" },
    cookie: { ...secure, name: "session", path: "/account" },
  },
];

for (const { env, host = "localhost", cookie } of settings) {
  const names = Object.keys(env).join(" and ");

  test(`with ${names}, a user signs up, sees a flash once and logs out`, async ({
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
      // After a soft navigation, script deletes the flash cookie.
      await expect(flashes(page, "success")).toHaveText(/Ada/);
      await expect.poll(cookieNames).not.toContainEqual(expect.stringContaining("flash."));
      await page.reload();
      await expectUser(page, "Ada");
      await expect(flashes(page)).toHaveCount(0);
      await page.goto(`${origin}/account/sessions`);
      await page.getByRole("button", { name: "Log out this device" }).click();
      await expectGuest(page);
      expect(await sessionCookie()).toBeUndefined();
      // With a path, the message waits for a page below it.
      const left = cookie.path ? [] : await cookieNames();
      expect(left).not.toContainEqual(expect.stringContaining("flash."));
    } finally {
      await server.stop();
    }
  });
}
