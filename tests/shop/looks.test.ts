import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page, type Server } from "../fixtures";
import { keepCookies } from "../support/browser-cookies";
import { post } from "../support/http";
import { layoutShifts } from "../support/layout-shift";
import { setStock } from "../support/stock";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

for (const viewport of [PHONE, DESKTOP]) {
  test.describe(`${viewport.width} wide`, () => {
    test.use({ viewport });

    for (const path of ["/", "/products/dip-pen", "/cart"]) {
      test(`nothing moves while ${path} loads, for somebody with a cart and products seen`, async ({
        page,
        server,
        context,
      }) => {
        const chosen = await post(server, "/api/cart", { productId: "p01", quantity: 2 });
        await keepCookies(
          context,
          server,
          chosen,
          await post(server, "/api/seen", { productId: "p02" }),
        );
        await page.goto(path);
        await expect(page.getByRole("link", { name: "Cart, 2 items" })).toBeVisible();
        await page.waitForLoadState("networkidle");
        expect(await layoutShifts(page)).toEqual([]);
      });
    }
  });
}

/** What the shop can look like, and how somebody gets to see it. */
const states: Readonly<Record<string, (page: Page, server: Server) => Promise<void>>> = {
  "the home page": async (page) => void (await page.goto("/")),
  "an empty cart": async (page) => {
    await page.goto("/cart");
    await expect(page.getByText("Your cart is empty.")).toBeVisible();
  },
  "a quantity that was refused, and a cart that was filled": async (page) => {
    await page.goto("/products/dip-pen");
    await page.getByLabel("Quantity").fill("500");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByLabel("Quantity")).toHaveAttribute("aria-invalid", "true");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByLabel("Quantity").fill("5");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("link", { name: "Cart, 5 items" }).click();
    await expect(page.getByRole("region", { name: "Summary" })).toBeVisible();
  },
  "something sold out, and what was seen before it": async (page, server) => {
    await setStock(server, { p12: 0 });
    await page.goto("/products/wax-set");
    await expect(page.getByRole("button", { name: "Add to cart" })).toBeVisible();
    await expect(async () => {
      await page.goto("/products/pocket-notebooks");
      await expect(page.getByText("Sold out.")).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(page.getByRole("button", { name: "Add to cart" })).toHaveCount(0);
  },
  "an address where there is nothing": async (page) => void (await page.goto("/nothing-here")),
};

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    for (const [what, show] of Object.entries(states)) {
      test(`axe finds no barrier in ${what}`, async ({ page, server }) => {
        await show(page, server);
        await expect(page.getByRole("link", { name: /^Cart, / })).toBeVisible();
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      });
    }
  });
}

/** The names of what the Tab key reaches, from the top of the page. */
async function tabThrough(page: Page, times: number): Promise<string[]> {
  const names: string[] = [];
  for (let press = 0; press < times; press++) {
    await page.keyboard.press("Tab");
    names.push(
      await page.evaluate(
        () =>
          document.activeElement?.getAttribute("aria-label") ??
          document.activeElement?.textContent?.trim() ??
          "",
      ),
    );
  }
  return names;
}

test.describe("by keyboard alone", () => {
  test("on a phone the header is walked through in the order in which it is seen", async ({
    page,
  }) => {
    await page.setViewportSize(PHONE);
    await page.goto("/");
    await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
    const names = [
      "Skip to the content",
      "Signet",
      "Products",
      "system",
      "Cart, 0 items",
      "Log in",
      "Sign up",
    ];
    const reached = await tabThrough(page, names.length);
    expect(reached.map((name) => name.replace(/^S(?=Signet)/, ""))).toEqual(names);
  });

  test("somebody finds a product, chooses how many, adds it and gets to the cart", async ({
    page,
  }) => {
    await page.goto("/");
    await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
    await page.getByRole("link", { name: "Dip Pen" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Quantity").focus();
    await page.keyboard.type("3");
    await page.keyboard.press("Home");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-flash=success]")).toContainText("3 × Dip Pen");
    await page.getByRole("link", { name: "Cart, 3 items" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Your cart" })).toBeVisible();
  });
});

/** The parts of the page that a view transition has moved so far. */
async function moved(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const parts = new Set<string>();
    Object.assign(window, { parts });
    const look = () => {
      for (const { effect } of document.getAnimations()) {
        const part = effect instanceof KeyframeEffect ? effect.pseudoElement : null;
        if (part?.startsWith("::view-transition-group(")) parts.add(part.slice(24, -1));
      }
      requestAnimationFrame(look);
    };
    look();
  });
  return () => page.evaluate(() => [...(window as unknown as { parts: Set<string> }).parts]);
}

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  const outcome =
    reducedMotion === "reduce"
      ? "stays where it is for whoever wants less motion"
      : "goes along to its page";
  test.describe(reducedMotion, () => {
    test.use({ contextOptions: { reducedMotion } });

    test(`a product's picture ${outcome}`, async ({ page }) => {
      await page.goto("/");
      await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
      await page.waitForLoadState("networkidle");
      const parts = await moved(page);
      await page.getByRole("link", { name: "Dip Pen" }).click();
      await expect(page.getByRole("heading", { name: "Dip Pen", level: 1 })).toBeVisible();
      await expect(page.getByRole("button", { name: "Add to cart" })).toBeVisible();
      if (reducedMotion === "reduce") expect(await parts()).not.toContain("picture-dip-pen");
      else await expect.poll(parts).toContain("picture-dip-pen");
    });
  });
}
