import { expect, test, type Page } from "../fixtures";
import { post } from "../support/http";
import { storeCookies } from "../support/shop";
import { startServer } from "../support/server";
import { expectGuest, expectUser, logOut, submitLogin } from "../support/steps";
import { addUser } from "../support/users";

const recentlyViewed = (page: Page) =>
  page.getByRole("region", { name: "Recently viewed" }).getByRole("link");

/** Opens a product and waits until the server has recorded it. */
async function view(page: Page, slug: string): Promise<void> {
  const recorded = page.waitForResponse(/\/api\/seen$/);
  await page.goto(`/products/${slug}`);
  expect((await recorded).status()).toBe(204);
}

test("the last four products are shown newest first, without the current one", async ({ page }) => {
  for (const slug of ["dip-pen", "wax-set", "letter-paper", "fountain-pen", "iron-gall-ink"])
    await view(page, slug);
  const names = ["Fountain Pen", "Laid Letter Paper", "Five Colours of Wax", "Dip Pen"];
  await expect(recentlyViewed(page)).toHaveText(names);
  await view(page, "wax-set");
  await page.reload();
  const next = ["Iron Gall Ink", "Fountain Pen", "Laid Letter Paper", "Dip Pen"];
  await expect(recentlyViewed(page)).toHaveText(next);
});

test("the previous product is shown even if the server has not recorded it yet", async ({
  page,
}) => {
  await page.route("**/api/seen", () => {});
  await page.goto("/products/dip-pen");
  await expect(page.getByRole("button", { name: "Add to cart" })).toBeVisible();
  await page.getByRole("link", { name: "Products", exact: true }).click();
  await page.getByRole("link", { name: "Fountain Pen" }).click();
  await expect(page).toHaveURL("/products/fountain-pen");
  await expect(recentlyViewed(page)).toHaveText(["Dip Pen"]);
});

test("prefetching a product does not record it", async ({ page, context }) => {
  const urls: string[] = [];
  page.on("request", (request) => urls.push(request.url()));
  await page.goto("/");
  await page.getByRole("link", { name: "Pocket Notebooks" }).scrollIntoViewIfNeeded();
  await page.getByRole("link", { name: "Pocket Notebooks" }).hover();
  await page.waitForLoadState("networkidle");
  expect(urls.filter((url) => /\/products\/.*_rsc=/.test(url))).not.toEqual([]);
  expect(urls.filter((url) => url.includes("/api/seen"))).toEqual([]);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("__Host-seen");
});

test("recently viewed products are kept at login and deleted at logout", async ({
  page,
  server,
  context,
}) => {
  await view(page, "dip-pen");
  await page.goto("/login");
  await submitLogin(page, await addUser(server.databaseUrl, "Yara"));
  await expectUser(page, "Yara");
  await view(page, "wax-set");
  await expect(recentlyViewed(page)).toHaveText(["Dip Pen"]);
  await logOut(page);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("__Host-seen");
});

test("products are forgotten when the user logs out under Devices or deletes the account", async ({
  page,
  context,
  loggedInAs,
}) => {
  const names = async () => (await context.cookies()).map(({ name }) => name);
  await loggedInAs("Yara");
  await view(page, "wax-set");
  await page.goto("/account/sessions");
  await page.getByRole("button", { name: "Log out this device" }).click();
  await expectGuest(page);
  expect.soft(await names()).not.toContain("__Host-seen");
  await loggedInAs("Zoe");
  await view(page, "wax-set");
  await page.goto("/account/security");
  await page.getByText("I want to delete my account").click();
  await page.getByRole("button", { name: "Delete account" }).click();
  await expectGuest(page);
  expect(await names()).not.toContain("__Host-seen");
});

test("after a logout, another tab with a product does not record it again", async ({
  page,
  context,
  loggedInAs,
}) => {
  await loggedInAs("Yvonne");
  await view(page, "wax-set");
  const other = await context.newPage();
  await other.goto("/logout");
  await other.getByRole("button", { name: "Log out", exact: true }).click();
  await expectGuest(other);
  await expectGuest(page);
  await page.waitForLoadState("networkidle");
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("__Host-seen");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the list is shown and a visit does not change it", async ({ page, context, server }) => {
    await storeCookies(context, server, await post(server, "/api/seen", { productId: "p09" }));
    await page.goto("/products/wax-set");
    await page.goto("/products/letter-paper");
    await expect(recentlyViewed(page)).toHaveText(["Dip Pen"]);
  });
});

test("with the database down, a guest views products and fills the cart", async ({ page }) => {
  const server = await startServer({ env: { DATABASE_URL: "http://127.0.0.1:9" } });
  try {
    await page.goto(`${server.origin}/products/dip-pen`);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
    await page.getByRole("link", { name: "Products", exact: true }).click();
    await page.getByRole("link", { name: "Fountain Pen" }).click();
    await expect(recentlyViewed(page)).toHaveText(["Dip Pen"]);
  } finally {
    await server.stop();
  }
});
