import { deviceOf, expect, hammer, login } from "../support/behind-a-proxy";
import { newAddress, nobody, retryAfter, tally, test } from "../support/behind-a-proxy";
import { openDatabase } from "../support/database";
import { post, send } from "../support/http";
import { startServer, type Server } from "../support/server";
import { formError, submitLogin } from "../support/steps";
import { addPerson } from "../support/users";

/** Wrong logins to one account, each from another address: 40 close it to unknown devices. */
const attackFromEverywhere = (server: Server, email: string, times = 40): Promise<number[]> =>
  hammer(server, times, () => ({ email, from: newAddress() }));

test.describe("guesses at one account", () => {
  test("from one address end after ten, also with the right password", async ({ server }) => {
    const { email, password } = await addPerson(server.databaseUrl, "Ann");
    const from = newAddress();
    expect(tally(await hammer(server, 10, () => ({ email, from })))).toEqual({ 401: 10 });
    for (const guess of ["one more", password]) {
      const refused = await login(server, { email, from, password: guess });
      expect(refused.status).toBe(429);
      expect(refused.headers.get("cache-control")).toBe("no-store");
      expect(refused.headers.getSetCookie()).toEqual([]);
      expect(retryAfter(refused)).toBeGreaterThan(840);
      expect(retryAfter(refused)).toBeLessThanOrEqual(900);
      expect((await refused.json()).error.code).toBe("too_many_attempts");
    }
    expect((await login(server, { email, password, from: newAddress() })).status).toBe(200);
  });

  test("are refused alike whether or not the account exists", async ({ server }) => {
    const { email } = await addPerson(server.databaseUrl, "Ben");
    const answers = [];
    for (const account of [email, nobody()]) {
      const from = newAddress();
      await hammer(server, 10, () => ({ email: account, from }));
      const { status, headers } = await login(server, { email: account, from });
      answers.push([status, [...headers.keys()]]);
    }
    expect(answers[0]?.[0]).toBe(429);
    expect(answers[1]).toEqual(answers[0]);
  });

  test("sent at once are no more than those sent in turn", async ({ server }) => {
    const { email } = await addPerson(server.databaseUrl, "Cat");
    const from = newAddress();
    const all = Array.from({ length: 100 }, () => login(server, { email, from }));
    const statuses = tally((await Promise.all(all)).map(({ status }) => status));
    expect(Object.keys(statuses).sort()).toEqual(["401", "429"]);
    expect(statuses[401]).toBeLessThanOrEqual(10);
  });

  test("start over after a correct login", async ({ server }) => {
    const { email, password } = await addPerson(server.databaseUrl, "Gil");
    const from = newAddress();
    for (const round of ["first", "second"]) {
      const guesses = await hammer(server, 9, () => ({ email, from }));
      expect(tally(guesses), round).toEqual({ 401: 9 });
      expect((await login(server, { email, password, from })).status).toBe(200);
    }
  });

  test("from one address do not close the account to others", async ({ server }) => {
    const { email, password } = await addPerson(server.databaseUrl, "Ida");
    const from = newAddress();
    await hammer(server, 60, () => ({ email, from }));
    expect((await login(server, { email, password, from: newAddress() })).status).toBe(200);
  });

  test("from everywhere close it to unknown devices, but not to a known one", async ({
    server,
  }) => {
    const { email, password } = await addPerson(server.databaseUrl, "Hal");
    const home = newAddress();
    const cookie = deviceOf(await login(server, { email, password, from: home }));
    expect(tally(await attackFromEverywhere(server, email))).toEqual({ 401: 40 });
    expect((await login(server, { email, password, from: newAddress() })).status).toBe(429);
    // The address of the known device is among the attackers'.
    await hammer(server, 60, () => ({ email: nobody(), from: home }));
    const attack = Promise.all(
      Array.from({ length: 30 }, () => login(server, { email, from: newAddress() })),
    );
    const known = await login(server, { email, password, from: home, cookie });
    expect(known.status).toBe(200);
    expect(deviceOf(known)).not.toBe(cookie);
    expect(tally((await attack).map(({ status }) => status))).toEqual({ 429: 30 });
  });
});

test.describe("guesses at many accounts", () => {
  test("from one address end after sixty, whether they exist or not", async ({ server }) => {
    const user = await addPerson(server.databaseUrl, "Dan");
    const from = newAddress();
    let turn = 0;
    const email = () => (turn++ % 9 ? nobody() : user.email);
    const statuses = await hammer(server, 70, () => ({ email: email(), from }));
    expect(tally(statuses)).toEqual({ 401: 60, 429: 10 });
  });

  test("are not given back by logging in to one's own account", async ({ server }) => {
    const own = await addPerson(server.databaseUrl, "Mallory");
    const from = newAddress();
    for (const guesses of [30, 30]) {
      expect((await login(server, { ...own, from })).status).toBe(200);
      const statuses = await hammer(server, guesses, () => ({ email: nobody(), from }));
      expect(tally(statuses)).toEqual({ 401: guesses });
    }
    expect((await login(server, { email: nobody(), from })).status).toBe(429);
  });
});

test.describe("a known device", () => {
  test("has a limit, and is known to its own users only", async ({ server }) => {
    const jo = await addPerson(server.databaseUrl, "Jo");
    const kim = await addPerson(server.databaseUrl, "Kim");
    const cookie = deviceOf(await login(server, { ...jo, from: newAddress() }));
    const guess = ({ email }: { email: string }) => ({ email, cookie, from: newAddress() });
    expect(tally(await hammer(server, 12, () => guess(jo)))).toEqual({ 401: 10, 429: 2 });
    await hammer(server, 40, () => guess(kim));
    expect((await login(server, { ...kim, from: newAddress() })).status).toBe(429);
    const session = await send(server, "/api/session", { headers: { cookie } });
    expect(await session.json()).toMatchObject({ signedIn: false });
  });

  test("is known to each user who shares it, from sign-up on", async ({ server }) => {
    let cookie = "";
    const users = [nobody(), nobody()].map((email) => ({ email, password: "a long sentence" }));
    for (const user of users) {
      const headers = { "x-forwarded-for": newAddress(), cookie };
      cookie = deviceOf(await post(server, "/api/signup", { ...user, name: "A" }, headers));
    }
    for (const user of users) {
      await attackFromEverywhere(server, user.email);
      expect((await login(server, { ...user, from: newAddress() })).status).toBe(429);
      expect((await login(server, { ...user, from: newAddress(), cookie })).status).toBe(200);
    }
  });

  test("gets no new guesses at one user when another one logs in with it", async ({ server }) => {
    const victim = await addPerson(server.databaseUrl, "Victim");
    const mallory = await addPerson(server.databaseUrl, "Mallory");
    let cookie = deviceOf(await login(server, { ...victim, from: newAddress() }));
    const guess = () => ({ email: victim.email, cookie, from: newAddress() });
    expect(tally(await hammer(server, 10, guess))).toEqual({ 401: 10 });
    for (const round of ["first", "second"]) {
      cookie = deviceOf(await login(server, { ...mallory, cookie, from: newAddress() }));
      expect(tally(await hammer(server, 2, guess)), round).toEqual({ 429: 2 });
    }
    expect((await login(server, { ...victim, from: newAddress() })).status).toBe(200);
  });
});

test.describe("correct logins", () => {
  test("to one account from one address run two at a time, and others get in", async ({
    server,
  }) => {
    const other = await addPerson(server.databaseUrl, "Other");
    const from = newAddress();
    const cookie = deviceOf(await login(server, { ...other, from }));
    // Signed up, so that its password takes as long to check as in production.
    const flooded = { name: "Flooded", email: nobody(), password: "a long sentence" };
    await post(server, "/api/signup", flooded, { "x-forwarded-for": from });
    const flood = Array.from({ length: 60 }, () => login(server, { ...flooded, from }));
    const known = await login(server, { ...other, from, cookie });
    expect(known.status).toBe(200);
    const answers = await Promise.all(flood);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(30);
    expect((await refused[0]?.json()).error.code).toBe("busy");
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
  });

  test("to one account from many known devices run two at a time", async ({ server }) => {
    const from = newAddress();
    const mallory = { name: "Mallory", email: nobody(), password: "a long sentence" };
    await post(server, "/api/signup", mallory, { "x-forwarded-for": from });
    const devices: string[] = [];
    for (let device = 0; device < 12; device++) {
      devices.push(deviceOf(await login(server, { ...mallory, from })));
    }
    const flood = [...devices, ...devices].map((cookie) =>
      login(server, { ...mallory, from, cookie }),
    );
    const statuses = tally((await Promise.all(flood)).map(({ status }) => status));
    expect(statuses[429]).toBeGreaterThan(0);
  });

  test("to one account from one address are limited too", async ({ server }) => {
    const user = { ...(await addPerson(server.databaseUrl, "Sam")), from: newAddress() };
    expect((await login(server, user)).status).toBe(200);
    const database = await openDatabase(server.databaseUrl);
    await database.execute("update attempts set points = 59 where key like 'success:%'");
    database.close();
    expect((await login(server, user)).status).toBe(200);
    const refused = await login(server, user);
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([429, []]);
    expect((await login(server, { ...user, from: newAddress() })).status).toBe(200);
  });
});

test("sign-ups from one address end after a hundred, taken addresses included", async ({
  server,
}) => {
  const { email } = await addPerson(server.databaseUrl, "Ned");
  const headers = { "x-forwarded-for": newAddress() };
  const signUp = (address: string) =>
    post(server, "/api/signup", { name: "X", email: address, password: "long enough" }, headers);
  expect([(await signUp(email)).status, (await signUp(nobody())).status]).toEqual([422, 201]);
  const database = await openDatabase(server.databaseUrl);
  await database.execute("update attempts set points = 99 where key like 'signup:%'");
  database.close();
  expect((await signUp(email)).status).toBe(422);
  for (const address of [email, nobody()]) {
    const refused = await signUp(address);
    expect([refused.status, (await refused.json()).error.code]).toEqual([429, "too_many_attempts"]);
    expect(retryAfter(refused)).toBeGreaterThan(3500);
  }
});

test("two instances count together, and Retry-After is exact", async ({ server }) => {
  const { databaseUrl: DATABASE_URL, secret: SESSION_SECRET } = server;
  const env = { TRUSTED_PROXIES: "1", DATABASE_URL, SESSION_SECRET };
  const [other, third] = await Promise.all([startServer({ env }), startServer({ env })]);
  const database = await openDatabase(DATABASE_URL);
  try {
    const attempt = { email: nobody(), from: newAddress() };
    for (let time = 0; time < 5; time++) {
      for (const instance of [server, other])
        expect((await login(instance, attempt)).status).toBe(401);
    }
    const refused = await login(server, attempt);
    expect([refused.status, (await login(other, attempt)).status]).toEqual([429, 429]);
    // Two seconds before the limit ends. The third instance has not seen it yet.
    const args = [retryAfter(refused) - 2];
    const sql = "update attempts set expires_at = expires_at - ? where key like 'pair:%'";
    await database.execute({ sql, args });
    const soon = await login(third, attempt);
    expect([soon.status, [1, 2].includes(retryAfter(soon))]).toEqual([429, true]);
    const again = async () => (await login(third, attempt)).status;
    await expect.poll(again, { timeout: retryAfter(soon) * 1000 + 500 }).toBe(401);
  } finally {
    database.close();
    await Promise.all([other.stop(), third.stop()]);
  }
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    const from = newAddress();
    test.use({ javaScriptEnabled, extraHTTPHeaders: { "x-forwarded-for": from } });

    test("the login form says when to try again and keeps the address", async ({
      page,
      server,
    }) => {
      const email = nobody();
      await hammer(server, 10, () => ({ email, from }));
      await page.goto("/login");
      await submitLogin(page, { email, password: "the eleventh guess" });
      await expect(formError(page)).toContainText("15 minutes");
      await expect(page.getByLabel("Email")).toHaveValue(email);
      await expect(page.getByLabel("Password")).toHaveValue("");
    });
  });
}
