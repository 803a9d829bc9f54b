import { randomBytes } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import { deviceCookie } from "@/lib/auth/known-device-cookie";
import { flashCookie } from "@/lib/session/flash-cookie";
import { formCookie } from "@/lib/http/form-cookie";
import { sealCookie, type SealedCookie } from "@/lib/session/sealed-cookie";
import { expect, plantSession, SESSION_COOKIE, test, type Page, type Server } from "../fixtures";
import { recordOf, sealedAsSession, sealedSession, seconds, send } from "../support/http";
import { addPerson } from "../support/users";
import { startServer } from "../support/server";

const secret = (): string => randomBytes(32).toString("base64url");

const valueOf = async (context: BrowserContext, name = SESSION_COOKIE) =>
  (await context.cookies()).find((cookie) => cookie.name === name)?.value ?? "";

const card = (page: Page, name: string) => page.locator(`[data-cookie="${name}"]`);
const tried = (page: Page) => page.locator("#try").getByRole("status");

/** What the page says to a browser with these cookies, as text. */
async function said(server: Server, cookie: string, soft = false): Promise<string> {
  const response = await send(server, soft ? "/session?_rsc" : "/session", {
    headers: { cookie, ...(soft && { rsc: "1" }) },
  });
  expect(response.status).toBe(200);
  return (await response.text()).replaceAll("<!-- -->", "");
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a guest who carries nothing yet gets something to look at with one click", async ({
      page,
      session,
      context,
    }) => {
      await page.goto("/session");
      await expect(page.getByText("Your browser carries nothing of ours yet.")).toBeVisible();
      await page.getByRole("button", { name: "navy" }).click();
      const row = card(page, "session");
      await expect(row).toContainText("Opens with the newest secret. Sealed");
      await expect(row).toContainText("a guest");
      await expect(row).toContainText("navy");
      await expect(row).toContainText(
        `${SESSION_COOKIE.length + (await valueOf(context)).length} of 4,096 bytes`,
      );
      await expect(page.getByText("never: a guest's is sealed when it changes")).toBeVisible();
      expect(await session.get()).toEqual({ wax: "navy" });
    });

    test("a member breaks a copy of their seal, sees it refused, and stays logged in", async ({
      page,
      context,
      loggedInAs,
    }) => {
      await loggedInAs("Ada");
      await page.goto("/session");
      await expect(page.getByText("Yes, you are Ada.")).toBeVisible();
      const before = await valueOf(context);
      await page.getByRole("button", { name: "Flip one byte" }).click();
      await expect(tried(page)).toContainText(
        /^Refused\. Byte \d+ of \d+, in the part “.+”, was changed\. It/,
      );
      expect(await valueOf(context)).toBe(before);
      await page.reload();
      await expect(page.getByText("Yes, you are Ada.")).toBeVisible();
      await expect(tried(page)).toHaveText("");
    });

    test("a copy of one cookie's seal opens as no other", async ({ page, session, context }) => {
      await session.set({ wax: "forest" });
      await page.goto("/session");
      const before = await valueOf(context);
      await page.getByRole("button", { name: "Open it as a message" }).click();
      await expect(tried(page)).toContainText("Refused. The seal is whole and the secret is ours");
      expect(await valueOf(context)).toBe(before);
    });

    test("somebody takes another of their cookies apart", async ({ page }) => {
      const data = {
        name: "Dana",
        email: `dana-${javaScriptEnabled}@example.com`,
        password: "a sentence of mine",
      };
      expect((await page.request.post("/api/signup", { data })).status()).toBe(201);
      await page.goto("/session");
      await card(page, "device").getByRole("link", { name: "Take it apart" }).click();
      await expect(
        page.getByRole("heading", { name: "Device: the seal, byte by byte" }),
      ).toBeVisible();
      await page.getByRole("button", { name: "Open it as a session" }).click();
      await expect(tried(page)).toContainText("Refused. The seal is whole and the secret is ours");
      await expect(
        page.getByRole("heading", { name: "Device: the seal, byte by byte" }),
      ).toBeVisible();
    });

    test("a try with what this browser never sent is answered in words", async ({
      page,
      session,
    }) => {
      await session.set({ wax: "brass" });
      await page.goto("/session");
      await page
        .locator("#try input[name=name]")
        .evaluate((input: HTMLInputElement) => (input.value = "noscript"));
      await page.getByRole("button", { name: "Flip one byte" }).click();
      await expect(tried(page)).toHaveText("This browser no longer sends that cookie.");
    });
  });
}

test("the byte that somebody chose is the one that is changed, and pointed at", async ({
  page,
  session,
}) => {
  await session.set({ wax: "vermilion" });
  await page.goto("/session");
  const slider = page.getByRole("slider", { name: "Which byte" });
  for (const [place, part] of [
    ["0", "Format"],
    ["7", "Secret"],
    ["200", "Encrypted data"],
  ] as const) {
    await slider.fill(place);
    await expect(page.locator("[data-mark]")).toHaveAttribute(
      "data-mark",
      String(Number(place) + SESSION_COOKIE.length),
    );
    await page.getByRole("button", { name: "Flip one byte" }).click();
    await expect(tried(page)).toContainText(`Refused. Byte ${Number(place) + 1} of `);
    await expect(tried(page)).toContainText(`in the part “${part}”`);
  }
  await slider.press("End");
  await page.getByRole("button", { name: "Flip one byte" }).click();
  await expect(tried(page)).toContainText("in the part “Signature”, was changed. It is no seal");
});

test("the picture has a square for every byte, and the legend's numbers make up the whole", async ({
  page,
  loggedInAs,
  context,
}) => {
  await loggedInAs("Bea");
  await page.goto("/session");
  const bytes = SESSION_COOKIE.length + (await valueOf(context)).length;
  await expect(page.getByRole("img", { name: `${bytes} of 4,096 bytes are used` })).toBeVisible();
  const squares = page.getByRole("img", { name: "bytes are used" }).locator("[data-part] rect");
  const widths = await squares.evaluateAll((found) =>
    found.map((square) => Number(square.getAttribute("width"))),
  );
  expect(widths.reduce((sum, width) => sum + width, 0)).toBe(bytes);
  const legend = await page
    .locator("li[data-part]")
    .evaluateAll((found) => found.map((part) => /(\d+) B/.exec(part.textContent)?.[1]));
  expect(legend.map(Number).reduce((sum, length) => sum + length, 0)).toBe(bytes);
});

test("no seal, no whole id and no secret's name is in what the page sends, shell, hole or payload", async ({
  server,
}) => {
  const person = await addPerson(server.databaseUrl, "Cleo");
  const options = { keyring: [server.secret] };
  const seals = [
    await sealedSession(server, recordOf(person, { fields: { wax: "navy" } })),
    `__Host-device=${await sealCookie(deviceCookie, ["d".repeat(22), [person.id]], options)}`,
    `__Host-flash.one=${await sealCookie(flashCookie("one"), { category: "info", text: "A message" }, options)}`,
    `__Host-form.two=${await sealCookie(formCookie("two"), { page: "/signup", errors: {}, values: { name: "Cleo" } }, options)}`,
  ];
  const cookie = seals.join("; ");
  const texts = [
    await said(server, cookie),
    await said(server, cookie, true),
    await said(server, `${cookie}; __Host-noscript=1`),
  ];
  const parts = seals
    .flatMap((pair) => pair.split(/[=*~]/))
    .filter((part) => part.length > 8 && !part.startsWith("__Host-"));
  expect(parts.length).toBeGreaterThan(20);
  for (const text of texts) {
    expect(text).toContain("4,096 bytes");
    expect(text).toContain("A message");
    for (const kept of [person.sessionId, "d".repeat(22), server.secret, "Fe26.2*"])
      expect(text).not.toContain(kept);
    for (const part of parts) expect(text).not.toContain(part);
  }
});

const session: SealedCookie<unknown> = { ...formCookie(""), name: "session" };

test("a cookie that is refused is explained, exactly", async ({ server }) => {
  const record = recordOf(await addPerson(server.databaseUrl, "Dora"));
  const [good, unused, ancient] = await Promise.all([
    sealedSession(server, record),
    sealedSession(server, record, { now: seconds() - 8000 }),
    sealedSession(server, { ...record, createdAt: seconds() - 50_000 }, { now: seconds() - 60 }),
  ]);
  const cases: [cookie: string, why: string][] = [
    [unused, "The session was not used for too long."],
    [ancient, "The session is past the time at which it ends in any case."],
    [good.slice(0, -20), "It is no seal, or not as it was made"],
    [`${SESSION_COOKIE}=hello`, "It is no seal, or not as it was made"],
    [
      await sealedSession(server, record, { secret: secret() }),
      "It was sealed with a secret that is not in SESSION_SECRET.",
    ],
    [
      await sealedAsSession(server, flashCookie("1"), { category: "info", text: "hi" }),
      "This seal was made for another cookie: Message.",
    ],
    [
      await sealedAsSession(
        server,
        { ...session, version: 9 },
        { page: "/", errors: {}, values: {} },
      ),
      "It was made by an older or newer version",
    ],
    [
      `__Host-flash.old=${await sealCookie(flashCookie("old"), { category: "info", text: "hi" }, { keyring: [server.secret], now: 1 })}`,
      "It is too old.",
    ],
  ];
  for (const [cookie, why] of cases) {
    const text = await said(server, cookie);
    expect(text, why).toContain("Refused.");
    expect(text).toContain(why);
    expect(text, why).not.toContain("Flip one byte");
    expect(text).not.toContain("Dora");
  }
  expect(await said(server, good)).toContain("Yes, you are Dora.");
});

test("a session that was ended elsewhere still opens, and the page says why that is not enough", async ({
  page,
  context,
  server,
}) => {
  const stranger = recordOf({
    ...(await addPerson(server.databaseUrl, "Finn")),
    sessionId: "s".repeat(24),
  });
  await plantSession(context, server, stranger);
  await page.goto("/session");
  await expect(card(page, "session")).toContainText("Opens with the newest secret.");
  await expect(page.getByText("No: this session was ended.")).toBeVisible();
});

test("a seal made by an older secret is named so, and its successor by the newest", async ({
  browser,
}) => {
  const [newest, old] = [secret(), secret()];
  const server = await startServer({ env: { SESSION_SECRET: `${newest},${old}` } });
  const context = await browser.newContext({ baseURL: server.origin });
  const page = await context.newPage();
  await plantSession(
    context,
    { ...server, secret: old },
    { createdAt: seconds(), identity: null, fields: { wax: "brass" } },
  );
  await page.goto("/session");
  await expect(card(page, "session")).toContainText("Opens with an older secret, number 2 of 2.");
  await page.getByRole("button", { name: "navy" }).click();
  await expect(card(page, "session")).toContainText("Opens with the newest secret.");
  await context.close();
  await server.stop();
});

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  test(`time goes on in the timeline${reducedMotion === "reduce" ? ", by the minute where things shall keep still" : ""}`, async ({
    page,
    session,
  }) => {
    await page.emulateMedia({ reducedMotion });
    await page.clock.install();
    await session.set({ wax: "vermilion" });
    await page.goto("/session");
    const sealed = page.locator("dl > div", { hasText: "Last sealed" });
    // In small steps: the page is there before its script is, and what passes until then is not seen by it.
    const shown: string[] = [];
    const fiveSecondsOn = async () => {
      await page.clock.runFor(5000);
      shown.push(await sealed.innerText());
      return shown.at(-1);
    };
    await expect.poll(fiveSecondsOn, { intervals: [50] }).toMatch(/1 minute( \d+ seconds?)? ago/);
    const counted = shown.filter((text) => /[1-5]\d seconds ago/.test(text));
    if (reducedMotion === "reduce") expect(counted).toEqual([]);
    else expect(counted).not.toEqual([]);
    await page.clock.fastForward("12:00:00");
    await expect(page.getByText("It has ended.")).toBeVisible();
  });
}

test("looking sets no cookie, and the way there is at the end of every page", async ({
  page,
  server,
}) => {
  expect((await send(server, "/session")).headers.getSetCookie()).toEqual([]);
  const cookie = await sealedSession(server, {
    createdAt: seconds(),
    identity: null,
    fields: { wax: "navy" },
  });
  expect((await send(server, "/session", { headers: { cookie } })).headers.getSetCookie()).toEqual(
    [],
  );
  await page.goto("/login");
  await page.getByRole("contentinfo").getByRole("link", { name: "Session" }).click();
  await expect(page.getByRole("heading", { name: "What your browser carries" })).toBeVisible();
});
