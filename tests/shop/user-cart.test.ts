import { SealedCookie } from "@/lib/session/sealed-cookie";
import { cartCookie } from "@/lib/shop/cart-cookie";
import { expect, test } from "../fixtures";
import { openDatabase } from "../support/database";
import { post, recordOf, sealedSession, setCookies } from "../support/http";
import { customer, newCustomer } from "../support/shop";
import { assertion, insertPasskey, requestChallenge } from "../support/software-passkey";
import { addUser } from "../support/users";

test("two tabs adding at once keep both lines, ten times", async ({ server }) => {
  const { add, cart } = await newCustomer(server, "Alma");
  for (let round = 1; round <= 10; round++)
    await Promise.all([add("p01", 1), add(round % 2 ? "p01" : "p02", 1)]);
  const lines = (await cart()).lines.map(({ productId, quantity }) => [productId, quantity]);
  expect(lines).toEqual([
    ["p01", 15],
    ["p02", 5],
  ]);
});

test("many tabs adding at once stop at 99", async ({ server }) => {
  const { add, cart } = await newCustomer(server, "Beate");
  const answers = await Promise.all(Array.from({ length: 20 }, () => add("p01", 6)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(16);
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(4);
  expect((await cart()).count).toBe(96);
});

test("two devices of a user share a cart without a cookie", async ({ server }) => {
  const laptop = await newCustomer(server, "Clara");
  const { email, password } = laptop.user;
  const [session] = setCookies(await post(server, "/api/login", { email, password }));
  const phone = customer(server, laptop.user, `${session?.name}=${session?.value}`);
  const added = await laptop.add("p04", 2);
  expect(setCookies(added)).toEqual([]);
  expect((await phone.cart()).count).toBe(2);
  await phone.add("p05", 1);
  await phone.remove("p04");
  expect((await laptop.cart()).lines).toMatchObject([{ productId: "p05", quantity: 1 }]);
});

test("another user's cart is neither shown nor changed", async ({ server }) => {
  const dorit = await newCustomer(server, "Dorit", [["p01", 3]]);
  const edith = await newCustomer(server, "Edith");
  expect([(await edith.cart()).count, (await dorit.cart()).count]).toEqual([0, 3]);
});

test.describe("a guest cart at login", () => {
  const guestCart = async (secret: string, id: string) => {
    const lines = [["p01", 2] as const, ["p03", 5] as const];
    return `__Host-cart=${await SealedCookie.seal(cartCookie, { id, lines }, { keyring: [secret] })}`;
  };

  test("is added once, however many tabs log in", async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Fanny");
    const customerOfUser = customer(server, user, await sealedSession(server, recordOf(user)));
    await customerOfUser.add("p01", 1);
    for (const id of ["the first cart", "the second cart"]) {
      const cookie = await guestCart(server.secret, id);
      const logins = [1, 2].map(() => post(server, "/api/login", user, { cookie }));
      for (const answer of await Promise.all(logins)) {
        expect(answer.status).toBe(200);
        const deleted = expect.objectContaining({ name: "__Host-cart", value: "" });
        expect(setCookies(answer)).toContainEqual(deleted);
      }
    }
    expect((await customerOfUser.cart()).lines).toMatchObject([
      { productId: "p01", quantity: 5 },
      { productId: "p03", quantity: 10 },
    ]);
  });

  test("is added by a login with a passkey", async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Gerda");
    const passkey = await insertPasskey(server, user.id);
    const guest = await guestCart(server.secret, "a cart and a passkey");
    const { challenge, cookie } = await requestChallenge(
      server,
      "/api/passkeys/login/options",
      guest,
    );
    const body = assertion(passkey, { challenge, origin: server.origin });
    const answer = await post(server, "/api/passkeys/login", body, { cookie });
    expect(answer.status).toBe(200);
    const deleted = expect.objectContaining({ name: "__Host-cart", value: "" });
    expect(setCookies(answer)).toContainEqual(deleted);
    const { cart } = customer(server, user, await sealedSession(server, recordOf(user)));
    expect((await cart()).count).toBeGreaterThan(0);
  });

  test("is kept when the account is deleted during the login", async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Gone");
    const database = await openDatabase(server.databaseUrl);
    await database.execute(`create trigger overlap after insert on sessions
      begin delete from users where id = '${user.id}'; end`);
    const cookie = await guestCart(server.secret, "a cart without an owner");
    const answer = await post(server, "/api/login", user, { cookie });
    await database.execute("drop trigger overlap");
    database.close();
    expect(answer.status).toBeLessThan(500);
    expect(setCookies(answer).map(({ name }) => name)).not.toContain("__Host-cart");
  });
});
