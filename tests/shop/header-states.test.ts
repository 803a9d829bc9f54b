import { expect, setSessionCookie } from "../fixtures";
import { watchHeader } from "../support/header";
import { post, recordOf } from "../support/http";
import { newCustomer, storeCookies, test } from "../support/shop";
import { expectGuest, expectUser, flashes, submitLogin } from "../support/steps";
import { addUser } from "../support/users";

const guestHeader = (cart: string) => `${cart} · Log in · Sign up`;
const userHeader = (name: string, cart: string) =>
  `${cart} · ${name[0]}${name} · Account · Log out`;

test.describe("the header never shows a wrong state", () => {
  test("while a user visits pages", async ({ page, server, context }) => {
    const { user } = await newCustomer(server, "Nadia", [["p09", 2]]);
    await setSessionCookie(context, server, recordOf(user));
    const states = await watchHeader(page);
    await page.goto("/", { waitUntil: "networkidle" });
    await page.getByRole("link", { name: "Dip Pen" }).click();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(flashes(page, "success")).toBeVisible();
    await page.getByRole("link", { name: "Cart, 3 items" }).click();
    await expect(page).toHaveURL("/cart");
    await page.getByRole("link", { name: "Account", exact: true }).click();
    await expect(page.getByText(user.email)).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("region", { name: "Summary" })).toBeVisible();
    await page.reload();
    await expectUser(page, "Nadia");
    const [two, three] = [
      userHeader("Nadia", "Cart, 2 items"),
      userHeader("Nadia", "Cart, 3 items"),
    ];
    expect(states).toEqual(["waiting", two, three, "waiting", three]);
  });

  test("at login", async ({ page, server, context }) => {
    const added = await post(server, "/api/cart", { productId: "p01", quantity: 2 });
    await storeCookies(context, server, added);
    const states = await watchHeader(page);
    await page.goto("/login");
    await submitLogin(page, await addUser(server.databaseUrl, "Olaf"));
    await expectUser(page, "Olaf");
    const cart = "Cart, 2 items";
    const [guest, user] = [guestHeader(cart), userHeader("Olaf", cart)];
    expect(states).toEqual(["waiting", guest, "waiting", user]);
  });

  test("at logout", async ({ page, server, context }) => {
    const { user } = await newCustomer(server, "Paula", [["p09", 2]]);
    await setSessionCookie(context, server, recordOf(user));
    const states = await watchHeader(page);
    await page.goto("/logout", { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "Log out", exact: true }).click();
    await expectGuest(page);
    const signedIn = userHeader("Paula", "Cart, 2 items");
    expect(states).toEqual(["waiting", signedIn, "waiting", guestHeader("Cart, 0 items")]);
  });
});
