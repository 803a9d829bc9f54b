import { expect, plantSession } from "../fixtures";
import { keepCookies } from "../support/browser-cookies";
import { watchHeader } from "../support/header";
import { post, recordOf } from "../support/http";
import { addPerson } from "../support/users";
import { newCustomer, test } from "../support/shop";

const guest = (items: string) => `${items} · Log in · Sign up`;
const member = (name: string, items: string) => `${items} · ${name[0]}${name} · Account · Log out`;

test("a member with two things in the cart is never anybody else and never without them, whatever they do", async ({
  page,
  server,
  context,
}) => {
  const { person } = await newCustomer(server, "Nadia", [["p09", 2]]);
  await plantSession(context, server, recordOf(person));
  const states = await watchHeader(page);
  await page.goto("/", { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "Dip Pen" }).click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.locator("[data-flash=success]")).toBeVisible();
  await page.getByRole("link", { name: "Cart, 3 items" }).click();
  await expect(page.getByRole("heading", { name: "Your cart" })).toBeVisible();
  await page.getByRole("link", { name: "Account", exact: true }).click();
  await expect(page.getByText(person.email)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("region", { name: "Summary" })).toBeVisible();
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByRole("link", { name: "Cart, 3 items" })).toBeVisible();
  const [two, three] = [member("Nadia", "Cart, 2 items"), member("Nadia", "Cart, 3 items")];
  expect(states).toEqual(["waiting", two, three, "waiting", three]);
});

test("who logs in is a guest until they are a member, and what they had chosen stays counted", async ({
  page,
  server,
  context,
}) => {
  const olaf = await addPerson(server.databaseUrl, "Olaf");
  await keepCookies(
    context,
    server,
    await post(server, "/api/cart", { productId: "p01", quantity: 2 }),
  );
  const states = await watchHeader(page);
  await page.goto("/login");
  await page.getByLabel("Email").fill(olaf.email);
  await page.getByLabel("Password").fill(olaf.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByText("Hello, Olaf!")).toBeVisible();
  expect(states).toEqual(["waiting", guest("Cart, 2 items"), member("Olaf", "Cart, 2 items")]);
});

test("who logs out is a member until they are a guest", async ({ page, server, context }) => {
  const { person } = await newCustomer(server, "Paula", [["p09", 2]]);
  await plantSession(context, server, recordOf(person));
  const states = await watchHeader(page);
  await page.goto("/logout", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByText("You are not logged in.")).toBeVisible();
  expect(states).toEqual([
    "waiting",
    member("Paula", "Cart, 2 items"),
    "waiting",
    guest("Cart, 0 items"),
  ]);
});
