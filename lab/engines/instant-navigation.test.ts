import { expect, setSessionCookie } from "../../tests/fixtures";
import { post, recordOf } from "../../tests/support/http";
import { followLinks } from "../support/link-crawler";
import { protectedPages, publicPages } from "../../tests/support/routes";
import { newCustomer, storeCookies, test } from "../../tests/support/shop";

// With the pointer on a link, the next page's heading is prefetched, so it shows before the network answers.
test.describe.configure({ timeout: 180_000 });

test.describe("the prefetched heading shows before the network answers, for every link", () => {
  // Not of the footer: its links are not prefetched.
  test("of the header, for a guest", async ({ page }) => {
    expect((await followLinks(page, "/login", "header")).links).toBeGreaterThan(0);
  });

  test("of the header, for a user", async ({ page, loggedInAs }) => {
    await loggedInAs("Ines");
    const { links, held } = await followLinks(page, "/login", "header");
    expect(links).toBeGreaterThan(0);
    expect(held).toBeGreaterThan(0);
  });

  for (const path of [...publicPages, "/nowhere"]) {
    test(`on ${path}, for a guest`, async ({ page }) => {
      await followLinks(page, path, "main");
    });
  }

  for (const path of protectedPages) {
    test(`on ${path}, for a user`, async ({ page, loggedInAs }) => {
      await loggedInAs("Jon");
      await followLinks(page, path, "main");
    });
  }

  test("on a filled cart and among recently viewed products", async ({ page, server, context }) => {
    const added = await post(server, "/api/cart", { productId: "p09", quantity: 2 });
    const seen = await post(server, "/api/seen", { productId: "p02" });
    await storeCookies(context, server, added, seen);
    expect((await followLinks(page, "/cart", "main")).links).toBeGreaterThan(1);
    expect((await followLinks(page, "/products/dip-pen", "main")).links).toBe(1);
  });

  test("from the cart to the review", async ({ page, server, context }) => {
    const kim = await newCustomer(server, "Kim", [["p09", 1]]);
    await kim.order("1");
    await kim.add("p10", 1);
    await setSessionCookie(context, server, recordOf(kim.user));
    // Not between an order and the list: the template, whose fallback has the heading, stays mounted.
    for (const path of ["/cart", "/checkout"]) {
      const { links, held } = await followLinks(page, path, "main");
      expect([links > 0, held > 0], path).toEqual([true, true]);
    }
  });
});
