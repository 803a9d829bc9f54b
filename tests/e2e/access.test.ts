import { AxeBuilder } from "@axe-core/playwright";
import { expect, plantSession, type Page } from "../fixtures";
import { recordOf } from "../support/http";
import { newCustomer, test } from "../support/shop";

const guestPages = [
  "/",
  "/products/wax-set",
  "/cart",
  "/components",
  "/session",
  "/login?next=%2Faccount",
  "/signup",
  "/logout",
  "/nowhere",
];
const memberPages = ["/", "/account", "/account/orders", "/checkout", "/cart", "/components", "/session", "/login"];

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** A page is whole when nothing in it waits any longer. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("[data-waiting]")).toHaveCount(0);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, reducedMotion: "reduce" });

    test("every page of a guest's is free of barriers that a machine can find", async ({ page }) => {
      for (const path of guestPages) {
        await open(page, path);
        expect(await violations(page), path).toEqual([]);
      }
    });

    test("every page of a member's is, with things in the cart and a message on show", async ({ page, loggedInAs }) => {
      await loggedInAs("Wanda");
      await page.goto("/products/dip-pen");
      await page.getByRole("button", { name: "Add to cart" }).click();
      await expect(page.locator("[data-flash]")).toBeVisible();
      expect(await violations(page), "with a message").toEqual([]);
      for (const path of memberPages) {
        await open(page, path);
        expect(await violations(page), path).toEqual([]);
      }
    });

    test("the checkout is, from what is sold out to the receipt", async ({ page, server, stock }) => {
      await stock.set("p07", 0);
      const { person } = await newCustomer(server, "Wilhelm", [["p07", 1], ["p09", 2]]);
      await plantSession(page.context(), server, recordOf(person));
      for (const path of ["/cart", "/checkout"]) {
        await open(page, path);
        await expect(page.getByRole("heading", { name: "Not everything is in stock" })).toBeVisible();
        expect(await violations(page), `${path}, with something sold out`).toEqual([]);
      }
      await page.getByRole("main").getByRole("button", { name: "Take what is left" }).click();
      await page.getByRole("main").getByRole("button", { name: "Place order" }).click();
      await expect(page.getByRole("heading", { name: "Receipt" })).toBeVisible();
      expect(await violations(page), "the receipt").toEqual([]);
      for (const path of ["/account/orders", "/checkout"]) {
        await open(page, path);
        expect(await violations(page), path).toEqual([]);
      }
    });

    test("a form with faults in it is, too", async ({ page }) => {
      await page.goto("/signup");
      await page.getByRole("button", { name: "Sign up" }).click();
      await expect(page.getByText("Tell us what to call you.")).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("somebody with a keyboard alone skips the header, buys a pen and logs in", async ({ page, server }) => {
  const { addPerson } = await import("../support/people");
  const { email, password } = await addPerson(server.databaseUrl, "Xenia");
  await open(page, "/products/dip-pen");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Quantity")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Cart, 2 items" })).toBeVisible();
  await page.goto("/account");
  await page.getByLabel("Email").focus();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
});

test("somebody with a keyboard alone goes from the cart through the checkout to the receipt", async ({ page, server }) => {
  const { person } = await newCustomer(server, "Yvonne", [["p09", 1]]);
  await plantSession(page.context(), server, recordOf(person));
  await open(page, "/cart");
  const tabTo = async (role: "link" | "button", name: string) => {
    const wanted = page.getByRole("main").getByRole(role, { name });
    for (let step = 0; step < 20 && !(await wanted.evaluate((element) => element === document.activeElement)); step++) {
      await page.keyboard.press("Tab");
    }
    await expect(wanted).toBeFocused();
    const outline = await wanted.evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline).toBe("solid");
    await page.keyboard.press("Enter");
  };
  await tabTo("link", "Check out");
  await expect(page.getByRole("heading", { name: "Check out" })).toBeVisible();
  await tabTo("button", "Place order");
  await expect(page.getByRole("heading", { name: "Receipt" })).toBeVisible();
  await tabTo("link", "All orders");
  await expect(page.getByRole("heading", { name: "Your orders" })).toBeVisible();
});

test("a theme that was chosen stays, and never flashes the other one", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await open(page, "/");
  const light = await background();
  await page.getByRole("radio", { name: "dark" }).check();
  const dark = await background();
  expect(dark).not.toBe(light);
  // The first frame of the next page is what the script in its head has made of it.
  await page.goto("/login", { waitUntil: "commit" });
  await page.waitForSelector("body", { state: "attached" });
  expect(await background()).toBe(dark);
  await page.getByRole("radio", { name: "system" }).check();
  expect(await background()).toBe(light);
});
