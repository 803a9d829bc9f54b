import {
  deviceOf,
  expect,
  hammer,
  login,
  newAddress,
  nobody,
  retryAfter,
  tally,
  test,
} from "../support/behind-a-proxy";
import { openDatabase } from "../support/database";
import { post, send } from "../support/http";
import { addPerson } from "../support/users";
import { startServer } from "../support/server";

const TOO_MANY = {
  error: { code: "too_many_attempts", message: "Too many tries. Try again in 15 minutes." },
};

test("a stranger guesses ten times at an account, and is then asked to wait, even with the right password", async ({
  server,
}) => {
  const { email, password } = await addPerson(server.databaseUrl, "Ann");
  const from = newAddress();
  expect(tally(await hammer(server, 10, () => ({ email, from })))).toEqual({ 401: 10 });
  for (const guess of ["one more", password]) {
    const refused = await login(server, { email, from, password: guess });
    expect([refused.status, refused.headers.get("cache-control")]).toEqual([429, "no-store"]);
    expect(retryAfter(refused)).toBeGreaterThan(880);
    expect(retryAfter(refused)).toBeLessThanOrEqual(900);
    expect(await refused.json()).toEqual(TOO_MANY);
    expect(refused.headers.getSetCookie()).toEqual([]);
  }
  expect((await login(server, { email, password, from: newAddress() })).status).toBe(200);
});

test("who is asked to wait can't tell whether the account exists", async ({ server }) => {
  const { email } = await addPerson(server.databaseUrl, "Ben");
  const answers = [];
  for (const account of [email, nobody()]) {
    const from = newAddress();
    await hammer(server, 10, () => ({ email: account, from }));
    const { status, headers, body } = await login(server, { email: account, from }).then(
      async (response) => ({
        status: response.status,
        headers: Object.fromEntries(
          [...response.headers].filter(([name]) => name !== "date" && name !== "retry-after"),
        ),
        body: await response.json(),
      }),
    );
    answers.push({ status, headers, body });
  }
  expect(answers[0]?.status).toBe(429);
  expect(answers[1]).toEqual(answers[0]);
});

test("a hundred guesses at once are no more than ten", async ({ server }) => {
  const { email } = await addPerson(server.databaseUrl, "Cat");
  const from = newAddress();
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => login(server, { email, from })),
  );
  expect(tally(answers.map(({ status }) => status))).toEqual({ 401: 10, 429: 90 });
});

test("one password tried on many accounts from one address ends after sixty, whether they exist or not", async ({
  server,
}) => {
  const people = await Promise.all(
    ["Dan", "Eva", "Fay"].map((name) => addPerson(server.databaseUrl, name)),
  );
  const from = newAddress();
  let turn = 0;
  const statuses = await hammer(server, 70, () => ({
    email: people[turn++]?.email ?? nobody(),
    from,
  }));
  expect(tally(statuses)).toEqual({ 401: 60, 429: 10 });
});

test("an account of one's own gives no further tries at others'", async ({ server }) => {
  const own = await addPerson(server.databaseUrl, "Mallory");
  const from = newAddress();
  for (const guesses of [30, 29, 1]) {
    expect((await login(server, { ...own, from })).status).toBe(200);
    expect(tally(await hammer(server, guesses, () => ({ email: nobody(), from })))).toEqual({
      401: guesses,
    });
  }
  expect((await login(server, { email: nobody(), from })).status).toBe(429);
});

test("whoever mistypes nine times and then gets it right starts over", async ({ server }) => {
  const { email, password } = await addPerson(server.databaseUrl, "Gil");
  const from = newAddress();
  for (const round of [1, 2]) {
    expect(tally(await hammer(server, 9, () => ({ email, from }))), `round ${round}`).toEqual({
      401: 9,
    });
    expect((await login(server, { email, password, from })).status).toBe(200);
  }
});

test("while strangers everywhere hammer an account, its member logs in on a known device and nowhere else", async ({
  server,
}) => {
  const { email, password } = await addPerson(server.databaseUrl, "Hal");
  const home = newAddress();
  const cookie = deviceOf(await login(server, { email, password, from: home }));
  // Forty from forty addresses close the account to other devices; the member's own address is among the attackers'.
  expect(tally(await hammer(server, 40, () => ({ email, from: newAddress() })))).toEqual({
    401: 40,
  });
  expect((await login(server, { email, password, from: newAddress() })).status).toBe(429);
  await hammer(server, 60, () => ({ email: nobody(), from: home }));
  const strangers = Promise.all(
    Array.from({ length: 30 }, () => login(server, { email, from: newAddress() })),
  );
  const member = await login(server, { email, password, from: home, cookie });
  expect(member.status).toBe(200);
  expect(deviceOf(member)).not.toBe(cookie);
  expect(tally((await strangers).map(({ status }) => status))).toEqual({ 429: 30 });
});

test("a single stranger can't close an account to other devices", async ({ server }) => {
  const { email, password } = await addPerson(server.databaseUrl, "Ida");
  const from = newAddress();
  await hammer(server, 60, () => ({ email, from }));
  expect((await login(server, { email, password, from: newAddress() })).status).toBe(200);
});

test("a known device is limited too, and known for its own members only", async ({ server }) => {
  const [jo, kim] = [
    await addPerson(server.databaseUrl, "Jo"),
    await addPerson(server.databaseUrl, "Kim"),
  ];
  const device = deviceOf(await login(server, { ...jo, from: newAddress() }));
  const guesses = await hammer(server, 12, () => ({
    email: jo.email,
    cookie: device,
    from: newAddress(),
  }));
  expect(tally(guesses)).toEqual({ 401: 10, 429: 2 });
  // Jo's device is a stranger's to Kim's account: the limit for all strangers counts it.
  await hammer(server, 40, () => ({ email: kim.email, cookie: device, from: newAddress() }));
  expect((await login(server, { ...kim, from: newAddress() })).status).toBe(429);
  expect(
    await (await send(server, "/api/session", { headers: { cookie: device } })).json(),
  ).toMatchObject({ signedIn: false });
});

test("two people who share a browser are both known in it, from their sign-up on", async ({
  server,
}) => {
  const [lea, max] = ["Lea", "Max"].map((name) => ({
    name,
    email: nobody(),
    password: "a sentence of theirs",
  }));
  if (!lea || !max) throw new Error("nobody");
  const first = deviceOf(
    await post(server, "/api/signup", lea, { "x-forwarded-for": newAddress() }),
  );
  const cookie = deviceOf(
    await post(server, "/api/signup", max, { "x-forwarded-for": newAddress(), cookie: first }),
  );
  for (const { email, password } of [lea, max]) {
    await hammer(server, 40, () => ({ email, from: newAddress() }));
    expect((await login(server, { email, password, from: newAddress() })).status).toBe(429);
    expect((await login(server, { email, password, from: newAddress(), cookie })).status).toBe(200);
  }
});

test("sign-ups from one address end after a hundred, taken addresses included", async ({
  server,
}) => {
  const { email } = await addPerson(server.databaseUrl, "Ned");
  const headers = { "x-forwarded-for": newAddress() };
  const signUp = (address: string) =>
    post(
      server,
      "/api/signup",
      { name: "X", email: address, password: "long enough, this" },
      headers,
    );
  const statuses = [];
  for (let time = 0; time < 100; time++)
    statuses.push((await signUp(time % 2 ? email : nobody())).status);
  expect(tally(statuses)).toEqual({ 201: 50, 422: 50 });
  for (const address of [email, nobody()]) {
    const refused = await signUp(address);
    expect([refused.status, (await refused.json()).error.code]).toEqual([429, "too_many_attempts"]);
    expect(retryAfter(refused)).toBeGreaterThan(3500);
  }
});

test("two instances count together, and Retry-After is true to the second", async ({ server }) => {
  const env = {
    TRUSTED_PROXIES: "1",
    DATABASE_URL: server.databaseUrl,
    SESSION_SECRET: server.secret,
  };
  const other = await startServer({ env });
  const third = await startServer({ env });
  const database = await openDatabase(server.databaseUrl);
  try {
    const { email } = await addPerson(server.databaseUrl, "Oda");
    const from = newAddress();
    const turns = [server, other];
    const statuses = [];
    for (let time = 0; time < 10; time++)
      statuses.push((await login(turns[time % 2] ?? server, { email, from })).status);
    expect(tally(statuses)).toEqual({ 401: 10 });
    const refused = await login(server, { email, from });
    expect([refused.status, (await login(other, { email, from })).status]).toEqual([429, 429]);
    // The clock can't be turned forward, but the table can be turned back: to three seconds before the time is up.
    const early = 3;
    const back = retryAfter(refused) - early;
    await database.execute({
      sql: "update attempts set expires_at = expires_at - ? where key like 'pair:%'",
      args: [back],
    });
    const soon = await login(third, { email, from });
    expect(soon.status).toBe(429);
    expect(retryAfter(soon)).toBeGreaterThan(0);
    expect(retryAfter(soon)).toBeLessThanOrEqual(early);
    await new Promise((resolve) => setTimeout(resolve, retryAfter(soon) * 1000));
    expect((await login(third, { email, from })).status).toBe(401);
  } finally {
    database.close();
    await other.stop();
    await third.stop();
  }
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    const from = newAddress();
    test.use({ javaScriptEnabled, extraHTTPHeaders: { "x-forwarded-for": from } });

    test("a person who is asked to wait reads for how long, and what they typed stays", async ({
      page,
      server,
    }) => {
      const { email } = await addPerson(server.databaseUrl, "Pam");
      await hammer(server, 10, () => ({ email, from }));
      await page.goto("/login");
      await page.getByLabel("Email").fill(email);
      await page.getByLabel("Password").fill("my eleventh try");
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toHaveText(
        "Too many tries. Try again in 15 minutes.",
      );
      await expect(page.getByLabel("Email")).toHaveValue(email);
      await expect(page.getByLabel("Password")).toHaveValue("");
    });
  });
}
