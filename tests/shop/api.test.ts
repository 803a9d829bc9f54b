import { expect, test } from "../fixtures";
import { openDatabase } from "../support/database";
import { post, send, setCookies } from "../support/http";
import { newCustomer } from "../support/shop";

/** The cookies of a response, as a browser sends them back. */
const cookiesOf = (response: Response): Record<string, string> => {
  const pairs = setCookies(response).map(({ name, value }) => `${name}=${value}`);
  return { cookie: pairs.join("; ") };
};

test("the catalogue lists products with prices in minor units", async ({ server }) => {
  const { products } = await (await send(server, "/api/products")).json();
  expect(products).toHaveLength(12);
  expect(products[0]).toEqual({
    id: "p01",
    slug: "vermilion-wax",
    name: expect.any(String),
    price: 950,
    currency: "EUR",
  });
});

test("the page's own route is no product", async ({ server }) => {
  for (const method of ["GET", "POST"]) {
    const response = await send(server, "/products/%5Bslug%5D", { method });
    expect(response.status).toBe(404);
  }
});

test("a guest's cart is filled, changed and emptied", async ({ server }) => {
  const added = await post(server, "/api/cart", { productId: "p09", quantity: 2 });
  expect(setCookies(added)).toMatchObject([
    { name: "__Host-cart", attributes: expect.arrayContaining(["max-age=2592000"]) },
  ]);
  const line = { productId: "p09", slug: "dip-pen", name: "Dip Pen", unitPrice: 2100 };
  expect(await added.json()).toEqual({
    lines: [{ ...line, quantity: 2, lineTotal: 4200 }],
    count: 2,
    total: 4200,
    currency: "EUR",
  });
  const init = { method: "PATCH", body: '{"quantity":3}', headers: cookiesOf(added) };
  const changed = await send(server, "/api/cart/p09", init);
  expect(await changed.json()).toMatchObject({ count: 3, total: 6300 });
  for (const path of ["/api/cart/p09", "/api/cart"]) {
    const headers = cookiesOf(changed);
    const emptied = await send(server, path, { method: "DELETE", headers });
    expect(await emptied.json()).toEqual({ lines: [], count: 0, total: 0, currency: "EUR" });
    expect(setCookies(emptied)).toMatchObject([
      { name: "__Host-cart", value: "", attributes: expect.arrayContaining(["max-age=0"]) },
    ]);
  }
});

const refusals: [method: string, path: string, body: unknown, status: number, code: string][] = [
  ["POST", "/api/cart", { productId: "p99", quantity: 1 }, 404, "unknown_product"],
  ["POST", "/api/cart", { productId: "p01" }, 422, "invalid"],
  ["POST", "/api/cart", { productId: "p01", quantity: 0 }, 422, "invalid"],
  ["POST", "/api/cart", { productId: "p01", quantity: 1.5 }, 422, "invalid"],
  ["POST", "/api/cart", { productId: "p01", quantity: 100 }, 422, "invalid"],
  ["POST", "/api/cart", [], 422, "invalid"],
  ["POST", "/api/cart", null, 422, "invalid"],
  ["POST", "/api/cart", undefined, 400, "not_json"],
  ["PATCH", "/api/cart/p99", { quantity: 1 }, 404, "unknown_product"],
  ["PUT", "/api/cart", {}, 405, "method_not_allowed"],
  ["POST", "/api/login", { email: "a@b.de" }, 422, "invalid"],
  ["POST", "/api/login", { email: "a@b.de", password: "x" }, 401, "invalid_credentials"],
  ["POST", "/api/signup", { name: "A", email: "a@b.de", password: "x" }, 422, "invalid"],
  ["POST", "/api/seen", { productId: "p99" }, 404, "unknown_product"],
  ["POST", "/api/seen", {}, 422, "invalid"],
  ["GET", "/api/seen?productId=p09", undefined, 405, "method_not_allowed"],
];

for (const [method, path, body, status, code] of refusals) {
  test(`${method} ${path} with ${JSON.stringify(body)} is ${status} ${code}`, async ({
    server,
  }) => {
    const response = await send(server, path, { method, body: JSON.stringify(body) });
    expect(response.status).toBe(status);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const message = expect.stringMatching(/\.$/);
    expect((await response.json()).error).toMatchObject({ code, message });
    expect(setCookies(response)).toEqual([]);
  });
}

test("a user signs up and reads the session", async ({ server }) => {
  const user = { name: "Vic", email: "vic@example.com" };
  const signup = await post(server, "/api/signup", { ...user, password: "a long sentence" });
  const names = setCookies(signup).map(({ name }) => name);
  expect([signup.status, names]).toEqual([201, ["__Host-session", "__Host-device"]]);
  const session = await send(server, "/api/session", { headers: cookiesOf(signup) });
  expect(await session.json()).toMatchObject({
    signedIn: true,
    user,
    cart: { count: 0 },
    session: { permanent: false },
    flashes: 0,
  });
  const again = await post(server, "/api/signup", { ...user, password: "a long sentence" });
  const { error } = await again.json();
  expect([again.status, Object.keys(error.fields)]).toEqual([422, ["email"]]);
});

test("health reports the database", async ({ server }) => {
  const response = await send(server, "/api/health");
  expect([response.status, await response.json()]).toEqual([200, { status: "ok", database: "ok" }]);
});

test("adding to a cart while the account is deleted answers 401", async ({ server }) => {
  const { user, add } = await newCustomer(server, "Leaving");
  const database = await openDatabase(server.databaseUrl);
  await database.execute(`create trigger gone before insert on cart_lines
    when new.user_id = '${user.id}' begin delete from users where id = new.user_id; end`);
  const response = await add("p01", 1);
  await database.execute("drop trigger gone");
  database.close();
  expect(response.status).toBe(401);
});
