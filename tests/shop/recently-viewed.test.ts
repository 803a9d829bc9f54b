import { expect, plantSession, test, type Page } from "../fixtures";
import { post, recordOf, send, setCookies } from "../support/http";
import { addPerson } from "../support/users";
import { startServer } from "../support/server";

const seenLast = (page: Page) => page.getByRole("region", { name: "Seen last" }).getByRole("link");

/** Opens a product by its address, and waits until the server knows. */
async function look(page: Page, slug: string): Promise<void> {
  const noted = page.waitForResponse(/\/api\/seen$/);
  await page.goto(`/products/${slug}`);
  expect((await noted).status()).toBe(204);
}

test("a guest finds the last four products again, the last one first, and never the one they look at", async ({
  page,
  context,
}) => {
  for (const slug of ["dip-pen", "wax-set", "letter-paper", "fountain-pen", "iron-gall-ink"])
    await look(page, slug);
  await expect(seenLast(page)).toHaveText([
    "Fountain Pen",
    "Laid Letter Paper",
    "Five Colours of Wax",
    "Dip Pen",
  ]);
  await look(page, "wax-set");
  await page.reload();
  await expect(seenLast(page)).toHaveText([
    "Iron Gall Ink",
    "Fountain Pen",
    "Laid Letter Paper",
    "Dip Pen",
  ]);
  const cookie = (await context.cookies()).find(({ name }) => name === "__Host-seen");
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax" });
});

test("the product somebody comes from is on the next page, before the server has heard of it", async ({
  page,
}) => {
  await page.route("**/api/seen", () => {});
  await page.goto("/products/dip-pen");
  await expect(page.getByRole("button", { name: "Add to cart" })).toBeVisible();
  await page.getByRole("link", { name: "Products", exact: true }).click();
  await page.getByRole("link", { name: "Fountain Pen" }).click();
  await expect(page.getByRole("heading", { name: "Fountain Pen", level: 1 })).toBeVisible();
  await expect(seenLast(page)).toHaveText(["Dip Pen"]);
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Dip Pen", level: 1 })).toBeVisible();
  await expect(seenLast(page)).toHaveText(["Fountain Pen"]);
});

test("a product whose link was only in sight has not been looked at", async ({ page, context }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/");
  await page.getByRole("link", { name: "Pocket Notebooks" }).scrollIntoViewIfNeeded();
  await page.getByRole("link", { name: "Pocket Notebooks" }).hover();
  await page.waitForLoadState("networkidle");
  expect(
    asked.filter((url) => /\/products\/.*_rsc=/.test(url)).length,
    "something was prefetched",
  ).toBeGreaterThan(0);
  expect(asked.filter((url) => url.includes("/api/seen"))).toEqual([]);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("__Host-seen");
});

test("a member finds on one device what they looked at on another, and what they saw as a guest", async ({
  page,
  browser,
  server,
  context,
}) => {
  const person = await addPerson(server.databaseUrl, "Yara");
  const other = await browser.newContext({ baseURL: server.origin });
  await plantSession(other, server, recordOf(person));
  const desktop = await other.newPage();
  await look(desktop, "brass-signet-ring");
  await look(desktop, "dip-pen");
  await look(page, "wax-set");
  await page.goto("/login");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByText("Hello, Yara!")).toBeVisible();
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("__Host-seen");
  await page.goto("/products/linen-notebook");
  await expect(seenLast(page)).toHaveText(["Five Colours of Wax", "Dip Pen", "Brass Signet Ring"]);
  await desktop.goto("/products/fountain-pen");
  await expect(seenLast(desktop).first()).toHaveText(/Linen Notebook|Five Colours of Wax/);
  await other.close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the list is there, and a visit to a page changes nothing", async ({
    page,
    context,
    server,
  }) => {
    const [cookie] = setCookies(await post(server, "/api/seen", { productId: "p09" }));
    const { hostname: domain } = new URL(server.origin);
    await context.addCookies([
      {
        name: cookie?.name ?? "",
        value: cookie?.value ?? "",
        domain,
        path: "/",
        secure: true,
        httpOnly: true,
      },
    ]);
    await page.goto("/products/wax-set");
    await page.goto("/products/letter-paper");
    await expect(seenLast(page)).toHaveText(["Dip Pen"]);
  });
});

for (const [what, body, status] of [
  ["an unknown product", { productId: "p99" }, 404],
  ["no product", {}, 422],
  ["a list", [], 422],
] as const) {
  test(`${what} can't be looked at: ${status}`, async ({ server }) => {
    const response = await post(server, "/api/seen", body);
    expect([response.status, setCookies(response)]).toEqual([status, []]);
  });
}

test("another site can't say what somebody looked at, and a link to the handler says nothing", async ({
  server,
}) => {
  const forged = await post(
    server,
    "/api/seen",
    { productId: "p09" },
    { origin: "https://evil.example" },
  );
  expect([forged.status, setCookies(forged)]).toEqual([403, []]);
  const got = await send(server, "/api/seen?productId=p09");
  expect([got.status, setCookies(got)]).toEqual([405, []]);
});

test("with the database out of reach a guest sees the product, can add it, and finds what they looked at", async ({
  page,
}) => {
  const server = await startServer({ env: { DATABASE_URL: "http://127.0.0.1:9" } });
  try {
    await page.goto(`${server.origin}/products/dip-pen`);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
    await page.getByRole("link", { name: "Products", exact: true }).click();
    await page.getByRole("link", { name: "Fountain Pen" }).click();
    await expect(seenLast(page)).toHaveText(["Dip Pen"]);
  } finally {
    await server.stop();
  }
});
