import { readdirSync, readFileSync } from "node:fs";
import { site } from "@/app/site";
import { expect, test, type Page } from "../../tests/fixtures";
import { recordOf, sealedSession, send } from "../../tests/support/http";
import { startServer } from "../../tests/support/server";
import { addUser } from "../../tests/support/users";

const EXAMPLES = "app/components/examples";
/** What only guests see, as it streams in. */
const FOR_GUESTS = />(stranger|Log in to see more)</;
const example = (page: Page, name: string) => page.locator(`[data-example="${name}"]`);

async function expectGuest(page: Page): Promise<void> {
  await expect(example(page, "signed-in")).toHaveText("");
  await expect(example(page, "signed-out").getByRole("link")).toHaveText("Log in to see more");
  await expect(example(page, "user-name")).toHaveText("Dear stranger");
  await expect(example(page, "use-session")).toContainText("Yours, anonymous");
  await expect(example(page, "session-countdown")).toHaveText("");
}

async function expectUser(page: Page, user: { name: string; email: string }): Promise<void> {
  await expect(example(page, "signed-in")).toHaveText(`We write to ${user.email}.`);
  await expect(example(page, "signed-out")).toHaveText("");
  await expect(example(page, "user-name")).toHaveText(`Dear ${user.name}`);
  await expect(example(page, "use-session")).toContainText(`Yours, ${user.name}`);
  await expect(example(page, "session-countdown")).toHaveText(/^Your session ends in 1 hour/);
}

test("each component renders for guests and for users", async ({ page, loggedInAs }) => {
  await page.goto("/components");
  await expectGuest(page);
  const ada = await loggedInAs("Ada");
  await page.reload();
  await expectUser(page, ada);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("the action of the flash example shows its message", async ({ page }) => {
      await page.goto("/components");
      await page.getByRole("button", { name: "Seal the letter" }).click();
      await expect(page.locator("[data-flash=success]")).toContainText("Sealed with wax.");
    });
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the components render the same, in place or below the page", async ({
    page,
    loggedInAs,
  }) => {
    const texts = async () =>
      (await page.locator('[data-example], [id^="S:"]').allInnerTexts()).join("\n");
    const forGuests = /Log in to see more|stranger|Yours, anonymous/g;
    await page.goto("/components");
    expect((await texts()).match(forGuests)).toHaveLength(3);
    const { email } = await loggedInAs("Ada");
    for (const visit of ["first", "second"]) {
      await page.reload();
      const text = await texts();
      for (const expected of [`We write to ${email}.`, "Yours, Ada", "Your session ends in"])
        expect(text, visit).toContain(expected);
      expect(text, visit).not.toMatch(forGuests);
    }
  });
});

test("useSession() fetches nothing", async ({ page, loggedInAs }) => {
  const fetched: string[] = [];
  page.on("request", (request) => {
    const isPrefetch = "next-router-prefetch" in request.headers();
    if (["fetch", "xhr"].includes(request.resourceType()) && !isPrefetch)
      fetched.push(request.url());
  });
  await loggedInAs("Bea");
  await page.goto("/components", { waitUntil: "networkidle" });
  await expect(example(page, "use-session")).toContainText("Yours, Bea");
  expect(fetched).toEqual([]);
});

test("logging in updates every component by one document, and changing the name without one", async ({
  page,
  server,
}) => {
  const cleo = await addUser(server.databaseUrl, "Cleo");
  await page.goto("/components");
  await expectGuest(page);
  const documents: string[] = [];
  page.on("request", (request) => request.isNavigationRequest() && documents.push(request.url()));
  await example(page, "signed-out").getByRole("link").click();
  await page.getByLabel("Email").fill(cleo.email);
  await page.getByLabel("Password").fill(cleo.password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(page).toHaveURL("/components");
  await expectUser(page, cleo);
  expect(documents.splice(0)).toEqual([page.url()]);
  await page.getByRole("link", { name: "Account", exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill("Cleopatra");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const account = page.getByRole("navigation", { name: "Account", exact: true });
  await expect(account).toContainText("Cleopatra");
  await page.getByRole("link", { name: "Components" }).click();
  await expectUser(page, { ...cleo, name: "Cleopatra" });
  expect(documents).toEqual([]);
});

test("the static shell is the same for guests and users and holds no user data", async ({
  server,
}) => {
  const dora = await addUser(server.databaseUrl, "Dora Private");
  const pages = await Promise.all(
    ["", await sealedSession(server, recordOf(dora))].map(async (cookie) =>
      (await send(server, "/components", { headers: { cookie } })).text(),
    ),
  );
  // Everything from the first nonce on was streamed.
  const [guest, user] = pages.map((html) => html.slice(0, html.indexOf("nonce=")));
  expect(user).toBe(guest);
  expect(guest).toContain("<h1>Components</h1>");
  expect(pages[1]).toContain("Dora Private");
  expect(pages[1]).not.toContain(dora.sessionId);
});

test("the countdown continues after navigating away and back", async ({ page, loggedInAs }) => {
  await loggedInAs("Fay");
  await page.clock.install();
  await page.goto("/components");
  const timer = example(page, "session-countdown").getByRole("timer");
  await expect(timer).toHaveText("1 hour 59 minutes");
  await page.clock.fastForward("01:00:00");
  await expect(timer).toHaveText(/^(1 hour|59 minutes)/);
  await page.getByRole("banner").getByRole("link", { name: site.name }).click();
  await expect(page.getByText("Hello, Fay!")).toBeVisible();
  await page.goBack();
  await expect(timer).toHaveText(/^(1 hour|59 minutes)/);
});

test("while the database is down, guests stay guests and users see the fallback", async ({
  server,
}) => {
  const gwen = await addUser(server.databaseUrl, "Gwen");
  const cookie = await sealedSession(server, recordOf(gwen));
  const env = { SESSION_SECRET: server.secret, DATABASE_URL: "http://127.0.0.1:9" };
  const offline = await startServer({ env });
  try {
    expect(await (await send(offline, "/components")).text()).toMatch(FOR_GUESTS);
    const html = await (await send(offline, "/components", { headers: { cookie } })).text();
    expect(html).toContain("Account not available");
    expect(html).not.toMatch(FOR_GUESTS);
  } finally {
    await offline.stop();
  }
});

test("the displayed code is the source of the examples", async ({ page }) => {
  await page.goto("/components");
  const files = readdirSync(EXAMPLES).sort();
  for (const file of files) {
    const code = page.getByRole("region", { name: `${EXAMPLES}/${file}` });
    expect(await code.textContent(), file).toBe(
      readFileSync(`${EXAMPLES}/${file}`, "utf8").trimEnd(),
    );
  }
  await expect(page.locator("pre")).toHaveCount(files.length);
});
