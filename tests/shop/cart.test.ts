import { expect, test, type Page } from "../fixtures";
import { addPerson } from "../support/users";

async function add(page: Page, slug: string, quantity: number): Promise<void> {
  await page.goto(`/products/${slug}`);
  await page.getByLabel("Quantity").fill(String(quantity));
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.locator("[data-flash=success]")).toContainText("in your cart");
}

const row = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a guest fills a cart, changes it, takes something out and empties it", async ({
      page,
    }) => {
      await add(page, "dip-pen", 1);
      await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
      await add(page, "dip-pen", 2);
      await add(page, "letter-paper", 1);
      await page.getByRole("link", { name: "Cart, 4 items" }).click();
      await expect(row(page, "Dip Pen")).toContainText("€63.00");
      await row(page, "Dip Pen").getByLabel("Quantity").fill("5");
      await row(page, "Dip Pen").getByRole("button", { name: "Update" }).click();
      await expect(row(page, "Dip Pen")).toContainText("€105.00");
      await expect(page.getByRole("region", { name: "Summary" })).toContainText("€127.00");
      await row(page, "Laid Letter Paper").getByRole("button", { name: "Remove" }).click();
      await expect(page.getByRole("listitem")).toHaveCount(1);
      await page.getByRole("button", { name: "Empty cart" }).click();
      await expect(page.getByText("Your cart is empty.").first()).toBeVisible();
      await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
    });

    test("more than we can send is refused in a sentence, and the cart stays as it was", async ({
      page,
    }) => {
      await add(page, "dip-pen", 98);
      await page.getByLabel("Quantity").fill("2");
      await page.getByRole("button", { name: "Add to cart" }).click();
      await expect(page.getByLabel("Quantity")).toHaveAccessibleDescription(
        "We can send at most 99 of one thing.",
      );
      await expect(page.getByRole("link", { name: "Cart, 98 items" })).toBeVisible();
      await page.goto("/cart");
      await page.getByLabel("Quantity").fill("0");
      await page.getByRole("button", { name: "Update" }).click();
      await expect(page.getByLabel("Quantity")).toHaveAccessibleDescription(
        "Choose a number from 1 to 99.",
      );
      await expect(page.getByRole("link", { name: "Cart, 98 items" })).toBeVisible();
    });

    test("a guest's cart comes along at login, is told of, and stays the member's after logging out", async ({
      page,
      context,
      server,
    }) => {
      const { email, password } = await addPerson(server.databaseUrl, "Uma");
      const logIn = async () => {
        await page.goto("/login");
        await page.getByLabel("Email").fill(email);
        await page.getByLabel("Password").fill(password);
        await page.getByRole("button", { name: "Log in" }).click();
        await expect(page.getByText("Hello, Uma!")).toBeVisible();
      };
      await add(page, "wax-set", 98);
      await logIn();
      await expect(page.locator("[data-flash=info]")).toHaveText(
        /The 98 things in your cart came along\./,
      );
      expect((await context.cookies()).map(({ name }) => name)).not.toContain("__Host-cart");
      await page.goto("/logout");
      await page.getByRole("button", { name: "Log out" }).click();
      await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
      await add(page, "wax-set", 3);
      await logIn();
      await expect(page.getByRole("link", { name: "Cart, 99 items" })).toBeVisible();
    });
  });
}
