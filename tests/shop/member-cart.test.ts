import { expect, test } from "../fixtures";
import { sealCookie } from "@/lib/session/sealed-cookie";
import { cartCookie } from "@/lib/shop/cart-cookie";
import { post, recordOf, sealedSession, setCookies } from "../support/http";
import { addPerson } from "../support/users";
import { customer, newCustomer } from "../support/shop";

test("20 rounds of two tabs that add at once: none is lost, of one thing or of two", async ({
  server,
}) => {
  const { add, cart } = await newCustomer(server, "Alma");
  for (let round = 1; round <= 20; round++) {
    await Promise.all([add("p01", 1), add(round % 2 ? "p01" : "p02", 1)]);
  }
  const { lines, count } = await cart();
  expect([count, lines.map(({ productId, quantity }) => [productId, quantity])]).toEqual([
    40,
    [
      ["p01", 30],
      ["p02", 10],
    ],
  ]);
});

test("adding at once from many tabs stops at 99, and says so to those that came too late", async ({
  server,
}) => {
  const { add, cart } = await newCustomer(server, "Beate");
  const answers = await Promise.all(Array.from({ length: 20 }, () => add("p01", 6)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(16);
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(4);
  expect((await cart()).count).toBe(96);
});

test("two devices see the same cart, which lies in no cookie", async ({ server }) => {
  const laptop = await newCustomer(server, "Clara");
  const login = await post(server, "/api/login", {
    email: laptop.person.email,
    password: laptop.person.password,
  });
  const session = setCookies(login).find(({ name }) => name === "__Host-session");
  const phone = customer(server, laptop.person, `${session?.name}=${session?.value}`);
  const added = await laptop.add("p04", 2);
  expect(setCookies(added)).toEqual([]);
  expect((await phone.cart()).count).toBe(2);
  await phone.add("p05", 1);
  await phone.remove("p04");
  expect((await laptop.cart()).lines).toMatchObject([{ productId: "p05", quantity: 1 }]);
});

test("one member's cart is nobody else's", async ({ server }) => {
  const [dorit, edith] = await Promise.all([
    newCustomer(server, "Dorit", [["p01", 3]]),
    newCustomer(server, "Edith"),
  ]);
  expect((await edith.cart()).count).toBe(0);
  expect((await dorit.cart()).count).toBe(3);
});

test("two tabs that log in at once with the same guest's cart: it counts once, on top of what was there", async ({
  server,
}) => {
  const person = await addPerson(server.databaseUrl, "Fanny");
  const member = customer(server, person, await sealedSession(server, recordOf(person)));
  await member.add("p01", 1);
  for (const id of ["one guest's cart", "the next one"]) {
    const cart = await sealCookie(
      cartCookie,
      {
        id,
        lines: [
          ["p01", 2],
          ["p03", 5],
        ],
      },
      { keyring: [server.secret] },
    );
    const login = () => post(server, "/api/login", person, { cookie: `__Host-cart=${cart}` });
    const answers = await Promise.all([login(), login(), login()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const answer of answers)
      expect(setCookies(answer)).toContainEqual(
        expect.objectContaining({ name: "__Host-cart", value: "" }),
      );
  }
  expect((await member.cart()).lines).toMatchObject([
    { productId: "p01", quantity: 5 },
    { productId: "p03", quantity: 10 },
  ]);
});
