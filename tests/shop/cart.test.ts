import { expect, SESSION_COOKIE, setSessionCookie, test, type Page } from "../fixtures";
import { recordOf } from "../support/http";
import { expectFieldError, expectUser, flashes, logOut, submitLogin } from "../support/steps";
import { addUser } from "../support/users";

async function add(page: Page, slug: string, quantity: number): Promise<void> {
  await page.goto(`/products/${slug}`);
  await page.getByLabel("Quantity").fill(String(quantity));
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(flashes(page, "success")).toBeVisible();
}

const row = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
const cartLink = (page: Page, count: number) =>
  page.getByRole("link", { name: `Cart, ${count} item${count === 1 ? "" : "s"}` });

test(
  "a guest fills, changes and empties the cart",
  { tag: "@without-javascript" },
  async ({ page }) => {
    await add(page, "dip-pen", 1);
    await expect(cartLink(page, 1)).toBeVisible();
    await add(page, "dip-pen", 2);
    await add(page, "letter-paper", 1);
    await cartLink(page, 4).click();
    await expect(row(page, "Dip Pen")).toContainText("€63.00");
    await row(page, "Dip Pen").getByLabel("Quantity").fill("5");
    await row(page, "Dip Pen").getByRole("button", { name: "Update" }).click();
    await expect(row(page, "Dip Pen")).toContainText("€105.00");
    await expect(page.getByRole("region", { name: "Summary" })).toContainText("€127.00");
    await row(page, "Laid Letter Paper").getByRole("button", { name: "Remove" }).click();
    await expect(page.getByRole("listitem")).toHaveCount(1);
    await page.getByRole("button", { name: "Empty cart" }).click();
    await expect(page.getByRole("listitem")).toHaveCount(0);
    await expect(cartLink(page, 0)).toBeVisible();
  },
);

test(
  "quantities above 99 and below 1 are refused and the cart stays as it was",
  { tag: "@without-javascript" },
  async ({ page }) => {
    await add(page, "dip-pen", 98);
    await page.getByLabel("Quantity").fill("2");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expectFieldError(page.getByLabel("Quantity"));
    await page.goto("/cart");
    await page.getByLabel("Quantity").fill("0");
    await page.getByRole("button", { name: "Update" }).click();
    await expectFieldError(page.getByLabel("Quantity"));
    await expect(cartLink(page, 98)).toBeVisible();
  },
);

test(
  "login adds the guest cart to the user's, which stays theirs after logout",
  { tag: "@without-javascript" },
  async ({ page, context, server }) => {
    const user = await addUser(server.databaseUrl, "Uma");
    const logIn = async () => {
      await page.goto("/login");
      await submitLogin(page, user);
      await expectUser(page, "Uma");
    };
    await add(page, "wax-set", 98);
    await logIn();
    await expect(flashes(page, "info")).toContainText("98");
    expect((await context.cookies()).map(({ name }) => name)).not.toContain("__Host-cart");
    await logOut(page);
    await expect(cartLink(page, 0)).toBeVisible();
    await add(page, "wax-set", 3);
    await logIn();
    await expect(cartLink(page, 99)).toBeVisible();
  },
);

test(
  "a cart page whose session has ended asks to log in, and changes no guest's cart",
  { tag: "@without-javascript" },
  async ({ page, context, loggedInAs }) => {
    const user = await loggedInAs("Vito");
    await add(page, "dip-pen", 2);
    await page.goto("/cart");
    await context.clearCookies();
    await row(page, "Dip Pen").getByLabel("Quantity").fill("3");
    await row(page, "Dip Pen").getByRole("button", { name: "Update" }).click();
    await expect(page).toHaveURL("/login?next=%2Fcart");
    await submitLogin(page, user);
    await expect(page).toHaveURL("/cart");
    await expect(cartLink(page, 2)).toBeVisible();
  },
);

test(
  "a cart page from before a login changes no other cart",
  { tag: "@without-javascript" },
  async ({ page, context, server }) => {
    const user = recordOf(await addUser(server.databaseUrl, "Willa"));
    await add(page, "wax-set", 1);
    await page.goto("/cart");
    await setSessionCookie(context, server, user);
    await page.getByRole("button", { name: "Empty cart" }).click();
    await expect(flashes(page, "warning")).toBeVisible();
    await expect(page).toHaveURL("/cart");
    await context.clearCookies({ name: SESSION_COOKIE });
    await page.goto("/cart");
    await expect(cartLink(page, 1)).toBeVisible();
  },
);

test(
  "a cart page of another user changes no cart",
  { tag: "@without-javascript" },
  async ({ page, context, server }) => {
    const [xaver, yara] = [
      recordOf(await addUser(server.databaseUrl, "Xaver")),
      recordOf(await addUser(server.databaseUrl, "Yara")),
    ];
    await setSessionCookie(context, server, yara);
    await add(page, "dip-pen", 2);
    await setSessionCookie(context, server, xaver);
    await add(page, "dip-pen", 1);
    await page.goto("/cart");
    await setSessionCookie(context, server, yara);
    await row(page, "Dip Pen").getByRole("button", { name: "Remove" }).click();
    await expect(cartLink(page, 2)).toBeVisible();
  },
);

test("on a slow network, both of two changes are kept when the visitor goes on", async ({
  page,
}) => {
  await add(page, "dip-pen", 1);
  await add(page, "letter-paper", 1);
  await add(page, "wax-set", 1);
  await page.goto("/cart");
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  await page.route("/cart", async (route) => {
    if (route.request().method() === "POST") await isReleased;
    await route.continue();
  });
  await row(page, "Dip Pen").getByRole("button", { name: "Remove" }).click();
  await row(page, "Laid Letter Paper").getByRole("button", { name: "Remove" }).click();
  await page.getByRole("link", { name: "Products" }).click();
  release();
  await expect(page).toHaveURL(/#products/);
  await expect(cartLink(page, 1)).toBeVisible();
  await cartLink(page, 1).click();
  await expect(page.getByRole("listitem")).toHaveCount(1);
});

test(
  "a refused quantity is shown again, also when the session has ended meanwhile",
  { tag: "@without-javascript" },
  async ({ page, context, loggedInAs }) => {
    await loggedInAs("Zeno");
    await page.goto("/products/dip-pen");
    await page.getByLabel("Quantity").fill("200");
    await context.clearCookies();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expectFieldError(page.getByLabel("Quantity"));
    await expect(page.getByLabel("Quantity")).toHaveValue("200");
  },
);
