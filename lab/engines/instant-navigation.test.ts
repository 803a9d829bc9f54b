import { expect, plantSession } from "../../tests/fixtures";
import { keepCookies } from "../../tests/support/browser-cookies";
import { post, recordOf } from "../../tests/support/http";
import { followAll } from "../../tests/support/link-crawler";
import { membersPages, openPages } from "../../tests/support/routes";
import { newCustomer, test } from "../../tests/support/shop";

// With the pointer on a link, the next page's heading is prefetched, so it shows before the network answers.
test.describe.configure({ timeout: 180_000 });

test.describe("the next page begins at once after any link", () => {
  for (const part of ["header", "footer"]) {
    test(`of the ${part}, for a guest`, async ({ page }) => {
      expect((await followAll(page, "/login", part)).ways).toBeGreaterThan(0);
    });

    test(`of the ${part}, for a user`, async ({ page, loggedInAs }) => {
      await loggedInAs("Ines");
      const { ways, held } = await followAll(page, "/login", part);
      expect(ways).toBeGreaterThan(0);
      expect(held).toBeGreaterThan(0);
    });
  }

  for (const path of [...openPages, "/nowhere"]) {
    test(`on ${path}, for a guest`, async ({ page }) => {
      await followAll(page, path, "main");
    });
  }

  for (const path of membersPages) {
    test(`on ${path}, for a user`, async ({ page, loggedInAs }) => {
      await loggedInAs("Jon");
      await followAll(page, path, "main");
    });
  }

  test("on a filled cart and among recently viewed products", async ({ page, server, context }) => {
    const added = await post(server, "/api/cart", { productId: "p09", quantity: 2 });
    const seen = await post(server, "/api/seen", { productId: "p02" });
    await keepCookies(context, server, added, seen);
    expect((await followAll(page, "/cart", "main")).ways).toBeGreaterThan(1);
    expect((await followAll(page, "/products/dip-pen", "main")).ways).toBe(1);
  });

  test("from the cart to the receipt", async ({ page, server, context }) => {
    const kim = await newCustomer(server, "Kim", [["p09", 1]]);
    await kim.order("1");
    await kim.add("p10", 1);
    await plantSession(context, server, recordOf(kim.person));
    const [order] = await kim.orders();
    for (const path of ["/cart", "/checkout", "/account/orders", `/account/orders/${order?.id}`]) {
      const { ways, held } = await followAll(page, path, "main");
      expect([ways > 0, held > 0], path).toEqual([true, true]);
    }
  });
});
