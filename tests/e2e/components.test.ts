import { readdirSync, readFileSync } from "node:fs";
import { expect, test, type Page } from "../fixtures";
import { openDatabase } from "../support/database";
import { recordOf, sealedSession, send } from "../support/http";
import { layoutShifts } from "../support/layout-shift";
import { addPerson } from "../support/users";
import { startServer } from "../support/server";

const EXAMPLES = "app/components/examples";
/** What only a guest is shown, as it streams into the shell. */
const GUESTS = />(stranger|Log in to see what members see)</;
const example = (page: Page, name: string) => page.locator(`[data-example="${name}"]`);

async function expectGuest(page: Page): Promise<void> {
  await expect(example(page, "signed-in")).toHaveText("");
  await expect(example(page, "signed-out").getByRole("link")).toHaveText(
    "Log in to see what members see",
  );
  await expect(example(page, "user-name")).toHaveText("Dear stranger");
  await expect(example(page, "use-session")).toContainText("Yours, somebody");
  await expect(example(page, "session-expiry")).toHaveText("");
}

async function expectMember(
  page: Page,
  { name, email }: { name: string; email: string },
): Promise<void> {
  await expect(example(page, "signed-in")).toHaveText(`We write to you at ${email}.`);
  await expect(example(page, "signed-out")).toHaveText("");
  await expect(example(page, "user-name")).toHaveText(`Dear ${name}`);
  await expect(example(page, "use-session")).toContainText(`Yours, ${name}`);
  await expect(example(page, "session-expiry")).toHaveText(/^Your session ends in \d:\d\d:\d\d\.$/);
}

test("each component shows a guest what is for guests, and a member what is for members", async ({
  page,
  loggedInAs,
}) => {
  await page.goto("/components");
  await expectGuest(page);
  const ada = await loggedInAs("Ada");
  await page.reload();
  await expectMember(page, ada);
});

test("the action among the examples flashes its message where the reader is", async ({ page }) => {
  await page.goto("/components");
  const button = page.getByRole("button", { name: "Seal the letter" });
  await button.click();
  await expect(page.locator("[data-flash=success]")).toContainText("Sealed with wax.");
  await expect(button).toBeInViewport();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the components say the same, in their place or below the page", async ({
    page,
    loggedInAs,
  }) => {
    const said = async () =>
      (await page.locator('[data-example], [id^="S:"]').allInnerTexts()).join("\n");
    await page.goto("/components");
    const guests = /Log in to see what members see|stranger|Yours, somebody/g;
    expect((await said()).match(guests)).toHaveLength(3);
    const { email } = await loggedInAs("Ada");
    for (const visit of ["first", "second"]) {
      await page.reload();
      const text = await said();
      for (const wanted of [`We write to you at ${email}.`, "Yours, Ada", "Your session ends in"]) {
        expect(text, visit).toContain(wanted);
      }
      expect(text, visit).not.toMatch(guests);
    }
  });

  test("the action among the examples flashes its message", async ({ page }) => {
    await page.goto("/components");
    await page.getByRole("button", { name: "Seal the letter" }).click();
    await expect(page.locator("[data-flash=success]")).toContainText("Sealed with wax.");
  });
});

test("useSession() fetches nothing", async ({ page, loggedInAs }) => {
  const fetched: string[] = [];
  page.on("request", (request) => {
    const prefetch = "next-router-prefetch" in request.headers();
    if (["fetch", "xhr"].includes(request.resourceType()) && !prefetch) fetched.push(request.url());
  });
  await loggedInAs("Bea");
  await page.goto("/components", { waitUntil: "networkidle" });
  await expect(example(page, "use-session")).toContainText("Yours, Bea");
  expect(fetched).toEqual([]);
});

test("logging in and taking another name show in useSession() and its neighbours without a reload", async ({
  page,
  server,
}) => {
  const cleo = await addPerson(server.databaseUrl, "Cleo");
  await page.goto("/components");
  await expectGuest(page);
  const documents: string[] = [];
  page.on("request", (request) => request.isNavigationRequest() && documents.push(request.url()));
  await example(page, "signed-out").getByRole("link").click();
  await page.getByLabel("Email").fill(cleo.email);
  await page.getByLabel("Password").fill(cleo.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).toHaveURL("/components");
  await expectMember(page, cleo);
  await page.getByRole("link", { name: "Account", exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill("Cleopatra");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Account", exact: true })).toContainText(
    "Cleopatra",
  );
  await page.getByRole("link", { name: "Components" }).click();
  await expectMember(page, { ...cleo, name: "Cleopatra" });
  expect(documents).toEqual([]);
});

test("the shell is the same for everybody, has the page in it and nobody's name", async ({
  server,
}) => {
  const dora = await addPerson(server.databaseUrl, "Dora Private");
  const pages = await Promise.all(
    [new Headers(), new Headers({ cookie: await sealedSession(server, recordOf(dora)) })].map(
      async (headers) => (await send(server, "/components", { headers })).text(),
    ),
  );
  // What streams into the shell is moved to its place by scripts, and those have a nonce.
  const [guests, members] = pages.map((html) => html.slice(0, html.indexOf("nonce=")));
  expect(members).toBe(guests);
  expect(guests).toContain("<h1>Components</h1>");
  expect(pages[1]).toContain("Dora Private");
  expect(pages[1], "no seal and no key leaves the server").not.toContain(dora.sessionId);
});

for (const width of [390, 1280]) {
  test(`what streams in moves nothing, ${width} pixels wide`, async ({ page, loggedInAs }) => {
    await page.setViewportSize({ width, height: 6000 });
    await loggedInAs("Eva");
    await page.goto("/components");
    await expect(page.locator("[data-waiting]")).toHaveCount(0);
    expect(await layoutShifts(page)).toEqual([]);
  });
}

test("the time left counts down, and a page that comes back has not begun anew", async ({
  page,
  loggedInAs,
}) => {
  await loggedInAs("Fay");
  await page.clock.install();
  await page.goto("/components");
  const timer = example(page, "session-expiry").getByRole("timer");
  // It goes on by itself: from here on the script is there to see time pass.
  await expect(timer).toHaveText(/^1:59:\d\d$/);
  await page.clock.fastForward("01:00:00");
  await expect(timer).toHaveText(/^(1:00:00|59:\d\d)$/);
  await page.getByRole("banner").getByRole("link", { name: "Signet" }).click();
  await expect(page.getByText("Hello, Fay!")).toBeVisible();
  await page.goBack();
  await expect(timer).toHaveText(/^(1:00:00|59:\d\d)$/);
});

test("when the database does not answer, a guest stays a guest, and a member is not taken for one", async () => {
  const server = await startServer();
  try {
    const gwen = await addPerson(server.databaseUrl, "Gwen");
    const client = await openDatabase(server.databaseUrl);
    await client.execute("alter table sessions rename to elsewhere");
    client.close();
    expect(await (await send(server, "/components")).text()).toMatch(GUESTS);
    const headers = { cookie: await sealedSession(server, recordOf(gwen)) };
    const html = await (await send(server, "/components", { headers })).text();
    expect(html).toMatch(/Yours, .{0,20}somebody/);
    expect(html).not.toMatch(GUESTS);
  } finally {
    await server.stop();
  }
});

test("the code on show is the code that runs", async ({ page }) => {
  await page.goto("/components");
  const files = readdirSync(EXAMPLES).sort();
  for (const file of files) {
    const shown = page.getByRole("region", { name: `${EXAMPLES}/${file}` });
    expect(await shown.textContent(), file).toBe(
      readFileSync(`${EXAMPLES}/${file}`, "utf8").trimEnd(),
    );
  }
  await expect(page.locator("pre")).toHaveCount(files.length);
});
