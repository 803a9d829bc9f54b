import { expect, plantSession } from "../fixtures";
import { keepCookies } from "../support/browser-cookies";
import { post, recordOf } from "../support/http";
import { newCustomer, test } from "../support/shop";
import { followAll } from "../support/link-crawler";

test.describe.configure({ timeout: 180_000 });

test("a guest who has chosen something goes from the cart wherever they like, at once", async ({
  page,
  server,
  context,
}) => {
  await keepCookies(
    context,
    server,
    await post(server, "/api/cart", { productId: "p09", quantity: 2 }),
  );
  expect((await followAll(page, "/cart", "main")).ways).toBeGreaterThan(1);
});

test("a guest who has looked at something goes back to it at once", async ({
  page,
  server,
  context,
}) => {
  await keepCookies(context, server, await post(server, "/api/seen", { productId: "p02" }));
  expect(await followAll(page, "/products/dip-pen", "main")).toMatchObject({ ways: 1 });
});

test("a member goes from the cart to the checkout, from there back, and from the orders to a receipt, at once", async ({
  page,
  server,
  context,
}) => {
  const kim = await newCustomer(server, "Kim", [["p09", 1]]);
  await kim.order();
  await kim.add("p10", 1);
  await plantSession(context, server, recordOf(kim.person));
  const [order] = await kim.orders();
  for (const path of ["/cart", "/checkout", "/account/orders", `/account/orders/${order?.id}`]) {
    const { ways, held } = await followAll(page, path, "main");
    expect([ways > 0, held > 0], path).toEqual([true, true]);
  }
});
