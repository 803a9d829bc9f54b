import { randomBytes } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import { knownDeviceCookie } from "@/lib/auth/known-device-cookie";
import { formCookie } from "@/lib/http/form-cookie";
import { flashCookie } from "@/lib/session/cookies";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import {
  expect,
  setSessionCookie,
  SESSION_COOKIE,
  test,
  type Page,
  type Server,
} from "../../tests/fixtures";
import { recordOf, sealedSession, seconds, send } from "../../tests/support/http";
import { startServer } from "../../tests/support/server";
import { addUser } from "../../tests/support/users";

const newSecret = (): string => randomBytes(32).toString("base64url");

const valueOf = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name === SESSION_COOKIE)?.value ?? "";

const item = (page: Page, name: string) => page.locator(`[data-cookie^="${name}"]`);
const result = (page: Page) => page.locator("#tamper").getByRole("status");

/** The page as a browser with these cookies receives it. */
async function html(server: Server, cookie: string, path = "/session"): Promise<string> {
  const rsc = path.includes("_rsc") && { rsc: "1" };
  const response = await send(server, path, { headers: { cookie, ...rsc } });
  expect(response.status).toBe(200);
  return (await response.text()).replaceAll("<!-- -->", "");
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a guest without cookies stores a colour and sees the session cookie", async ({
      page,
      session,
      context,
    }) => {
      await page.goto("/session");
      await expect(page.getByRole("heading", { name: "Sealed cookies: 0" })).toBeVisible();
      await page.getByLabel("navy").check();
      await page.getByRole("button", { name: "Store in the session" }).click();
      const row = item(page, SESSION_COOKIE);
      await expect(row).toContainText(/Valid\. Sealed just now with the newest secret, expires in/);
      await expect(row).toContainText('"accent": "navy"');
      const bytes = SESSION_COOKIE.length + (await valueOf(context)).length;
      await expect(row).toContainText(`${bytes} of 4,096 bytes`);
      expect(await session.get()).toEqual({ accent: "navy" });
    });

    test("a changed copy of the session is refused, and the user stays logged in", async ({
      page,
      context,
      loggedInAs,
    }) => {
      await loggedInAs("Ada");
      await page.goto("/session");
      await expect(page.getByText("Yes, you are Ada.")).toBeVisible();
      const before = await valueOf(context);
      await page.getByRole("button", { name: "Change this byte" }).click();
      await expect(result(page)).toContainText(
        /^Refused\. Byte \d+ of \d+ \(.+\) was changed\. It/,
      );
      expect(await valueOf(context)).toBe(before);
      await page.reload();
      await expect(page.getByText("Yes, you are Ada.")).toBeVisible();
      await expect(result(page)).toHaveText("");
    });

    test("a seal does not open for another purpose", async ({ page, session }) => {
      await session.set({ accent: "forest" });
      await page.goto("/session");
      await page.getByRole("button", { name: "Open it as a message" }).click();
      await expect(result(page)).toHaveText(/^Refused\. .* sealed for another purpose\.$/);
    });

    test("every sealed cookie can be shown byte by byte", async ({ page }) => {
      const name = javaScriptEnabled ? "dana" : "dana-noscript";
      const data = { name, email: `${name}@example.com`, password: "a sentence of mine" };
      expect((await page.request.post("/api/signup", { data })).status()).toBe(201);
      await page.goto("/session");
      await item(page, "__Host-device").getByRole("link", { name: "Show its seal" }).click();
      const heading = page.getByRole("heading", { name: "Device: the seal, byte by byte" });
      await expect(heading).toBeVisible();
      await page.getByRole("button", { name: "Open it as a session" }).click();
      await expect(result(page)).toContainText("another purpose");
      await expect(heading).toBeVisible();
    });

    test("tampering with a cookie that was not sent is answered with a message", async ({
      page,
      session,
    }) => {
      await session.set({ accent: "brass" });
      await page.goto("/session");
      // Hydration can set the value back.
      await expect(async () => {
        await page
          .locator("#tamper input[name=name]")
          .evaluate((input: HTMLInputElement) => (input.value = "__Host-device"));
        await page.getByRole("button", { name: "Change this byte" }).click();
        const message = "This browser no longer sends that cookie.";
        await expect(result(page)).toHaveText(message, { timeout: 2000 });
      }).toPass();
    });
  });
}

test("the chosen byte is marked in the picture and changed", async ({ page, session }) => {
  await session.set({ accent: "vermilion" });
  await page.goto("/session");
  const slider = page.getByRole("slider", { name: "Byte to change" });
  for (const [byte, part] of [
    [0, "Format"],
    [7, "Secret"],
    [200, "Encrypted data"],
  ] as const) {
    await slider.fill(String(byte));
    const mark = page.locator("[data-mark]");
    await expect(mark).toHaveAttribute("data-mark", String(byte + SESSION_COOKIE.length));
    await page.getByRole("button", { name: "Change this byte" }).click();
    await expect(result(page)).toContainText(`Refused. Byte ${byte + 1} of `);
    await expect(result(page)).toContainText(`(${part}) was changed`);
  }
  await slider.press("End");
  await page.getByRole("button", { name: "Change this byte" }).click();
  await expect(result(page)).toContainText("(MAC) was changed. It is not a seal, or it was");
});

test("the picture and its legend show every byte once", async ({ page, loggedInAs, context }) => {
  await loggedInAs("Bea");
  await page.goto("/session");
  const bytes = SESSION_COOKIE.length + (await valueOf(context)).length;
  const picture = page.getByRole("img", { name: `${bytes} of 4,096 bytes are used` });
  await expect(picture).toBeVisible();
  const paths = picture.locator(":scope > path");
  const lines = await paths.evaluateAll((all) => all.map((path) => path.getAttribute("d")));
  const widths = [...lines.join("").matchAll(/h(\d+)/g)].map(([, width]) => Number(width));
  const legend = await page.locator("li[data-part]").allTextContents();
  const lengths = legend.map((text) => Number(/(\d+) B/.exec(text)?.[1]));
  for (const counts of [widths, lengths])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(bytes);
});

test("no seal, no complete id and no secret is sent to the browser", async ({ server }) => {
  const user = await addUser(server.databaseUrl, "Cleo");
  const options = { keyring: [server.secret] };
  const deviceId = "d".repeat(22);
  const kept = { form: "signup", page: "/signup", errors: {}, values: { name: "Cleo" } };
  const seals = [
    await sealedSession(server, recordOf(user, { fields: { accent: "navy" } })),
    `__Host-device=${await SealedCookie.seal(knownDeviceCookie, [[user.id, deviceId, "password"]], options)}`,
    `__Host-flash.one=${await SealedCookie.seal(flashCookie, { category: "info", text: "A message" }, options)}`,
    `__Host-form.two=${await SealedCookie.seal(formCookie, kept, options)}`,
  ];
  const parts = seals
    .flatMap((pair) => pair.split(/[=*~]/))
    .filter((part) => part.length > 8 && !part.startsWith("__Host-"));
  expect(parts.length).toBeGreaterThan(20);
  const secrets = [...parts, user.sessionId, deviceId, server.secret, "Fe26.2*"];
  for (const path of ["/session", "/session?_rsc"]) {
    const text = await html(server, seals.join("; "), path);
    expect(text).toContain("A message");
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
});

test("a refused cookie is shown with the reason, without its content", async ({ server }) => {
  const record = recordOf(await addUser(server.databaseUrl, "Dora"));
  const good = await sealedSession(server, record);
  const now = seconds() - 50_000;
  const message = { category: "info", text: "Private" } as const;
  const asSession = async (cookie: typeof flashCookie) =>
    `${SESSION_COOKIE}=${await SealedCookie.seal(cookie, message, { keyring: [server.secret] })}`;
  const cases: [cookie: string, reason: string][] = [
    [await sealedSession(server, record, { now }), "The session was idle for too long."],
    [good.slice(0, -20), "It is not a seal, or it was changed"],
    [`${SESSION_COOKIE}=hello`, "It is not a seal, or it was changed"],
    [await sealedSession(server, record, { secret: newSecret() }), "not in SESSION_SECRET"],
    [await asSession(flashCookie), "sealed for another purpose"],
    [await asSession({ ...flashCookie, version: 9 }), "an older or newer version"],
    [
      `__Host-flash.old=${await SealedCookie.seal(flashCookie, message, { keyring: [server.secret], now })}`,
      "It is older than its lifetime.",
    ],
  ];
  for (const [cookie, reason] of cases) {
    const text = await html(server, cookie);
    expect(text).toContain("Refused.");
    expect(text).toContain(reason);
    for (const hidden of ["Change this byte", "Dora", "Private"])
      expect(text, reason).not.toContain(hidden);
  }
  expect(await html(server, good)).toContain("Yes, you are Dora.");
});

test("a revoked session is shown as sealed correctly and no longer valid", async ({
  page,
  context,
  server,
}) => {
  const user = { ...(await addUser(server.databaseUrl, "Finn")), sessionId: "s".repeat(24) };
  await setSessionCookie(context, server, recordOf(user));
  await page.goto("/session");
  await expect(item(page, SESSION_COOKIE)).toContainText("with the newest secret");
  await expect(page.getByText("No: this session was revoked.")).toBeVisible();
});

test("the page names the secret that sealed a cookie, before and after a rotation", async ({
  browser,
}) => {
  const [newest, old] = [newSecret(), newSecret()];
  const server = await startServer({ env: { SESSION_SECRET: `${newest},${old}` } });
  const context = await browser.newContext({ baseURL: server.origin });
  const page = await context.newPage();
  const record = { createdAt: seconds(), identity: null, fields: { accent: "brass" } };
  await setSessionCookie(context, { ...server, secret: old }, record);
  await page.goto("/session");
  await expect(item(page, SESSION_COOKIE)).toContainText("with secret 2 of 2");
  await page.getByRole("button", { name: "Store in the session" }).click();
  await expect(item(page, SESSION_COOKIE)).toContainText("with the newest secret");
  await context.close();
  await server.stop();
});

test("the timeline counts down to the end of the session", async ({ page, loggedInAs }) => {
  await page.clock.install();
  await loggedInAs("Gil");
  await page.goto("/session");
  const row = page.locator("dl > div", { hasText: "Last sealed" });
  // The clock runs until hydration has finished and the text changes.
  const textAfterFiveSeconds = async () => {
    await page.clock.runFor(5000);
    return row.innerText();
  };
  await expect.poll(textAfterFiveSeconds, { intervals: [50] }).toMatch(/1 minute \d+ seconds? ago/);
  await page.clock.fastForward("12:00:00");
  await expect(page.getByText("The session has ended.").first()).toBeVisible();
});

test("hundreds of cookies are not all opened", async ({ server }) => {
  const cookies = Array.from({ length: 300 }, (_, index) => `__Host-flash.${index}=x`);
  const text = await html(server, cookies.join("; "));
  expect(text.match(/data-cookie=/g)).toHaveLength(12);
});

test("opening the page sets no cookie, and every page links to it", async ({ page, server }) => {
  const record = { createdAt: seconds(), identity: null, fields: { accent: "navy" } };
  for (const cookie of ["", await sealedSession(server, record)]) {
    const response = await send(server, "/session", { headers: { cookie } });
    expect(response.headers.getSetCookie()).toEqual([]);
  }
  await page.goto("/login");
  await page.getByRole("contentinfo").getByRole("link", { name: "Session" }).click();
  await expect(page.getByRole("heading", { name: "Your sealed cookies" })).toBeVisible();
});
