import { existsSync } from "node:fs";
import { expect, test as base } from "@playwright/test";
import { startServer, type Server } from "../../tests/support/server";
import { browser, type Driver } from "./browser";
import { startFirefox } from "./firefox";
import { startWebKit } from "./webkit";

type Engine = Readonly<{
  name: string;
  /** Where its executable may be. */
  paths: readonly (string | undefined)[];
  start: (path: string) => Promise<Driver>;
  /** Whether it keeps `Secure` cookies of http://localhost, as Chromium does. */
  trustsLocalhost: boolean;
}>;

const firefox: Engine = {
  name: "Firefox",
  paths: [process.env.FIREFOX, "/usr/bin/firefox", "/usr/bin/firefox-esr"],
  start: startFirefox,
  trustsLocalhost: true,
};

const webKit: Engine = {
  name: "WebKit",
  paths: [process.env.WEBKIT_DRIVER, "/usr/bin/WebKitWebDriver"],
  start: startWebKit,
  trustsLocalhost: false,
};

const pathOf = ({ paths }: Engine): string => paths.find((path) => path && existsSync(path)) ?? "";

type Fixtures = Readonly<{
  engine: Engine;
  env: Record<string, string>;
  server: Server;
  visitor: ReturnType<typeof browser>;
}>;

const test = base.extend<Fixtures>({
  engine: [firefox, { option: true }],
  env: [{}, { option: true }],
  server: async ({ env }, use) => {
    const server = await startServer({ env });
    await use(server);
    await server.stop();
  },
  visitor: async ({ engine }, use) => {
    const driver = await engine.start(pathOf(engine));
    await use(browser(driver));
    await driver.stop();
  },
});

async function signUp({ visitor, server }: Pick<Fixtures, "visitor" | "server">): Promise<void> {
  await visitor.open(`${server.origin}/signup`);
  await visitor.type("main [name=name]", "Zoë");
  await visitor.type("main [name=email]", "zoe@example.com");
  await visitor.type("main [name=password]", "correct horse battery staple");
  await visitor.click("main form button");
  await expect.poll(visitor.text).toContain("Hello, Zoë!");
}

for (const engine of [firefox, webKit]) {
  test.describe(engine.name, () => {
    const isSecure = engine.trustsLocalhost;
    const env: Record<string, string> = isSecure ? {} : { SESSION_COOKIE_SECURE: "false" };
    test.use({ engine, env });
    test.skip(!pathOf(engine), `not installed: ${engine.paths.filter(Boolean).join(", ")}`);

    test("a user signs up, sees the flash message once and stays logged in after a reload", async ({
      visitor,
      server,
    }) => {
      await signUp({ visitor, server });
      await expect.poll(visitor.messages).toEqual(["Welcome, Zoë. Your account is ready."]);
      await visitor.reload();
      await expect.poll(visitor.text).toContain("Hello, Zoë!");
      expect(await visitor.messages()).toEqual([]);
      const session = (await visitor.cookies()).find(({ name }) => /session$/.test(name));
      const name = isSecure ? "__Host-session" : "session";
      expect(session).toMatchObject({ name, secure: isSecure, httpOnly: true });
    });

    // shop …
    test("a guest's cart confirms a product once and keeps it", async ({ visitor, server }) => {
      await visitor.open(`${server.origin}/products/vermilion-wax`);
      await visitor.click("main form button");
      await expect
        .poll(visitor.messages)
        .toEqual([expect.stringContaining("Vermilion Sealing Wax is in your cart")]);
      await visitor.open(`${server.origin}/cart`);
      await expect.poll(visitor.text).toContain("Vermilion Sealing Wax");
      expect(await visitor.messages()).toEqual([]);
    });
    // … shop

    test("after logging out, Back shows nothing private", async ({ visitor, server }) => {
      await signUp({ visitor, server });
      await visitor.open(`${server.origin}/account`);
      await expect.poll(visitor.text).toContain("zoe@example.com");
      await expect.poll(visitor.storedUser).not.toBe("");
      await visitor.open(`${server.origin}/logout`);
      await visitor.click("main form button");
      await expect.poll(visitor.text).toContain("You are not logged in.");
      await visitor.back();
      await expect.poll(visitor.text).toContain("This ends your session in this browser.");
      await visitor.back();
      await expect.poll(visitor.text).toContain("Log in to see your account.");
      expect(await visitor.text()).not.toContain("zoe@example.com");
    });
  });
}

test.describe("WebKit without SESSION_COOKIE_SECURE=false", () => {
  test.use({ engine: webKit, env: {} });
  test.skip(!pathOf(webKit), "not installed");

  test("drops Secure cookies of http://localhost, so a user is a guest after a reload", async ({
    visitor,
    server,
  }) => {
    await signUp({ visitor, server });
    expect(await visitor.cookies()).toEqual([]);
    await visitor.reload();
    await expect.poll(visitor.text).toContain("You are not logged in.");
  });
});
