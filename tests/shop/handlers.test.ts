import { expect, test } from "../fixtures";
import { post, send, setCookies } from "../support/http";

/** What a browser would send back. */
const jar = (response: Response): Record<string, string> => ({
  cookie: setCookies(response)
    .map(({ name, value }) => `${name}=${value}`)
    .join("; "),
});

test("the catalogue lists twelve products with prices in cents", async ({ server }) => {
  const { products } = await (await send(server, "/api/products")).json();
  expect(products).toHaveLength(12);
  expect(products[0]).toEqual({
    id: "p01",
    slug: "vermilion-wax",
    name: "Vermilion Sealing Wax",
    price: 950,
    currency: "EUR",
  });
});

test("a program fills, changes and empties a guest's cart", async ({ server }) => {
  const added = await post(server, "/api/cart", { productId: "p09", quantity: 2 });
  expect(setCookies(added)).toMatchObject([
    { name: "__Host-cart", attributes: expect.arrayContaining(["max-age=2592000"]) },
  ]);
  const line = {
    productId: "p09",
    slug: "dip-pen",
    name: "Dip Pen",
    unitPrice: 2100,
    quantity: 2,
    lineTotal: 4200,
  };
  expect(await added.json()).toEqual({ lines: [line], count: 2, total: 4200, currency: "EUR" });

  const init = { method: "PATCH", body: JSON.stringify({ quantity: 3 }), headers: jar(added) };
  const changed = await send(server, "/api/cart/p09", init);
  expect(await changed.json()).toMatchObject({ count: 3, total: 6300 });
  const removed = await send(server, "/api/cart/p09", { method: "DELETE", headers: jar(changed) });
  expect(await removed.json()).toEqual({ lines: [], count: 0, total: 0, currency: "EUR" });
  expect(setCookies(removed)).toMatchObject([
    { name: "__Host-cart", value: "", attributes: expect.arrayContaining(["max-age=0"]) },
  ]);
  const emptied = await send(server, "/api/cart", { method: "DELETE", headers: jar(changed) });
  expect(await emptied.json()).toMatchObject({ count: 0 });
});

const refusals: [string, string, string, unknown, number, string][] = [
  [
    "an unknown product",
    "POST",
    "/api/cart",
    { productId: "p99", quantity: 1 },
    404,
    "unknown_product",
  ],
  ["no quantity", "POST", "/api/cart", { productId: "p01" }, 422, "invalid"],
  ["a quantity of 0", "POST", "/api/cart", { productId: "p01", quantity: 0 }, 422, "invalid"],
  ["half a product", "POST", "/api/cart", { productId: "p01", quantity: 1.5 }, 422, "invalid"],
  ["too many at once", "POST", "/api/cart", { productId: "p01", quantity: 100 }, 422, "invalid"],
  ["a list", "POST", "/api/cart", [], 422, "invalid"],
  ["null", "POST", "/api/cart", null, 422, "invalid"],
  [
    "a change of an unknown product",
    "PATCH",
    "/api/cart/p99",
    { quantity: 1 },
    404,
    "unknown_product",
  ],
  ["a wrong method", "PUT", "/api/cart", {}, 405, "method_not_allowed"],
  ["a login without a password", "POST", "/api/login", { email: "a@b.de" }, 422, "invalid"],
  [
    "a wrong login",
    "POST",
    "/api/login",
    { email: "a@b.de", password: "x" },
    401,
    "invalid_credentials",
  ],
  [
    "a short password",
    "POST",
    "/api/signup",
    { name: "A", email: "a@b.de", password: "x" },
    422,
    "invalid",
  ],
];

for (const [what, method, path, body, status, code] of refusals) {
  test(`${what} is refused in JSON with ${status}`, async ({ server }) => {
    const response = await send(server, path, { method, body: JSON.stringify(body) });
    expect(response.status).toBe(status);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect((await response.json()).error).toMatchObject({
      code,
      message: expect.stringMatching(/\.$/),
    });
    expect(setCookies(response)).toEqual([]);
  });
}

test("a body that is no JSON is refused with 400", async ({ server }) => {
  const response = await send(server, "/api/cart", { method: "POST", body: "productId=p01" });
  expect([response.status, (await response.json()).error.code]).toEqual([400, "not_json"]);
});

test("a member signs up, in and out through the handlers", async ({ server }) => {
  const person = { name: "Vic", email: "vic@example.com", password: "a long sentence" };
  const signup = await post(server, "/api/signup", person);
  const names = setCookies(signup).map(({ name }) => name);
  expect([signup.status, names]).toEqual([201, ["__Host-session", "__Host-device"]]);
  expect(await (await send(server, "/api/session", { headers: jar(signup) })).json()).toMatchObject(
    {
      signedIn: true,
      user: { name: "Vic", email: "vic@example.com" },
      cart: { count: 0 },
      session: { permanent: false },
      flashes: 0,
    },
  );
  const again = await post(server, "/api/signup", person);
  expect([again.status, (await again.json()).error.fields]).toEqual([
    422,
    { email: expect.any(String) },
  ]);
});

test("health tells of the database", async ({ server }) => {
  const response = await send(server, "/api/health");
  expect([response.status, await response.json()]).toEqual([200, { status: "ok", database: "ok" }]);
});
