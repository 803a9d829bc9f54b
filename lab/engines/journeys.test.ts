import { existsSync } from "node:fs";
import { expect, test as base } from "@playwright/test";
import { startServer, type Server } from "../../tests/support/server";
import { browser, type Driver } from "./browser";
import { startFirefox } from "./firefox";
import { startWebKit } from "./webkit";

type Engine = Readonly<{
  name: string;
  /** Where it may be on this machine. */
  paths: readonly (string | undefined)[];
  start: (path: string) => Promise<Driver>;
  /** Whether it keeps `Secure` cookies of http://localhost, as Chromium does. */
  trustsLocalhost: boolean;
}>;

const engines: readonly Engine[] = [
  {
    name: "Firefox",
    paths: [process.env.FIREFOX, "/usr/bin/firefox", "/usr/bin/firefox-esr"],
    start: startFirefox,
    trustsLocalhost: true,
  },
  {
    name: "WebKit",
    paths: [process.env.WEBKIT_DRIVER, "/usr/bin/WebKitWebDriver"],
    start: startWebKit,
    trustsLocalhost: false,
  },
];

const pathOf = ({ paths }: Engine): string => paths.find((path) => path && existsSync(path)) ?? "";

type Visit = Readonly<{
  engine: Engine;
  env: Record<string, string>;
  server: Server;
  visitor: ReturnType<typeof browser>;
}>;

const test = base.extend<Visit>({
  engine: [engines[0] as Engine, { option: true }],
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

async function signUp({ visitor, server }: Pick<Visit, "visitor" | "server">): Promise<void> {
  await visitor.open(`${server.origin}/signup`);
  await visitor.type("main [name=name]", "Zoë");
  await visitor.type("main [name=email]", "zoe@example.com");
  await visitor.type("main [name=password]", "a sentence of mine");
  await visitor.click("main form button");
  await expect.poll(visitor.text).toContain("Hello, Zoë!");
}

for (const engine of engines) {
  const missing =
    !pathOf(engine) && ` (skipped: there is none of ${engine.paths.filter(Boolean).join(", ")})`;
  test.describe(`${engine.name}${missing || ""}`, () => {
    const env: Record<string, string> = engine.trustsLocalhost
      ? {}
      : { SESSION_COOKIE_SECURE: "false" };
    test.use({ engine, env });
    test.skip(Boolean(missing));

    test("somebody signs up, is welcomed once, and is still known after a reload", async ({
      visitor,
      server,
    }) => {
      await signUp({ visitor, server });
      await expect.poll(visitor.messages).toEqual(["Welcome, Zoë. Your account is ready."]);
      await visitor.reload();
      await expect.poll(visitor.text).toContain("Hello, Zoë!");
      expect(await visitor.messages()).toEqual([]);
      const kept = (await visitor.cookies()).find(({ name }) => /session$/.test(name));
      const secure = engine.trustsLocalhost;
      expect(kept).toMatchObject({
        name: secure ? "__Host-session" : "session",
        secure,
        httpOnly: true,
      });
    });

    // shop …
    test("a guest's cart says what it has got, once, and keeps it", async ({ visitor, server }) => {
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
      await expect.poll(visitor.who).not.toBe("");
      await visitor.open(`${server.origin}/logout`);
      await visitor.click("main form button");
      await expect.poll(visitor.text).toContain("You are not logged in.");
      await visitor.back();
      await expect.poll(visitor.text).toContain("This ends your session here");
      await visitor.back();
      await expect.poll(visitor.text).toContain("Log in to see your account.");
      expect(await visitor.text()).not.toContain("zoe@example.com");
    });
  });
}

test.describe("WebKit, and Safari with it,", () => {
  const engine = engines.find(({ name }) => name === "WebKit") as Engine;
  test.use({ engine, env: {} });
  test.skip(!pathOf(engine), "There is no WebKit on this machine.");

  test("keeps no Secure cookie of http://localhost: nobody stays logged in", async ({
    visitor,
    server,
  }) => {
    await signUp({ visitor, server });
    expect(await visitor.cookies()).toEqual([]);
    await visitor.reload();
    await expect.poll(visitor.text).toContain("You are not logged in.");
  });
});
