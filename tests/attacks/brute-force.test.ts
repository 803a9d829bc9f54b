import { expect, test, type Server } from "../fixtures";
import { openDatabase } from "../support/database";
import { post, send } from "../support/http";
import {
  countValues,
  deviceCookie,
  login,
  randomAddress,
  repeatLogin,
  retryAfter,
  unknownEmail,
} from "../support/login-attempts";
import { startServer } from "../support/server";
import { formError, submitLogin } from "../support/steps";
import { addUser } from "../support/users";

/** Overwrites the attempt count in the newest row of this limit. */
async function setAttempts({ databaseUrl }: Server, limit: string, points: number): Promise<void> {
  const database = await openDatabase(databaseUrl);
  const sql = `update attempts set points = ?
    where rowid = (select max(rowid) from attempts where key like ?)`;
  await database.execute({ sql, args: [points, `${limit}:%`] });
  database.close();
}

/** Logs in with a wrong password from an unknown device, and counts as many as close the account to such devices. */
async function closeToUnknownDevices(server: Server, email: string): Promise<void> {
  expect((await login(server, { email, from: randomAddress() })).status).toBe(401);
  await setAttempts(server, "account", 40);
}

test.describe("wrong passwords for one account", () => {
  test("are refused after ten from one address, whether or not the account exists", async ({
    server,
  }) => {
    const { email, password } = await addUser(server.databaseUrl, "Ann");
    const headers: string[][] = [];
    for (const account of [email, unknownEmail()]) {
      const from = randomAddress();
      const guesses = await repeatLogin(server, 10, () => ({ email: account, from }));
      expect(countValues(guesses)).toEqual({ 401: 10 });
      const refused = await login(server, { email: account, from, password });
      expect(refused.status).toBe(429);
      expect(refused.headers.get("cache-control")).toBe("no-store");
      expect(refused.headers.getSetCookie()).toEqual([]);
      expect(retryAfter(refused)).toBeGreaterThan(840);
      expect(retryAfter(refused)).toBeLessThanOrEqual(900);
      expect((await refused.json()).error.code).toBe("too_many_attempts");
      headers.push([...refused.headers.keys()]);
    }
    expect(headers[1]).toEqual(headers[0]);
    expect((await login(server, { email, password, from: randomAddress() })).status).toBe(200);
  });

  test("are refused after forty from many addresses, and a known device still logs in", async ({
    server,
  }) => {
    const { email, password } = await addUser(server.databaseUrl, "Hal");
    const home = randomAddress();
    const guess = () => login(server, { email, from: randomAddress() });
    const cookie = deviceCookie(await login(server, { email, password, from: home }));
    // The address of the known device is used up, too.
    await setAttempts(server, "address", 60);
    const guesses = await repeatLogin(server, 40, () => ({ email, from: randomAddress() }));
    expect(countValues(guesses)).toEqual({ 401: 40 });
    expect((await login(server, { email, password, from: randomAddress() })).status).toBe(429);
    const attack = Promise.all(Array.from({ length: 30 }, guess));
    const known = await login(server, { email, password, from: home, cookie });
    expect(known.status).toBe(200);
    expect(deviceCookie(known)).not.toBe(cookie);
    expect(countValues((await attack).map(({ status }) => status))).toEqual({ 429: 30 });
  });

  test("are counted by two instances together", async ({ server }) => {
    const { databaseUrl: DATABASE_URL, secret: SESSION_SECRET } = server;
    const env = { TRUSTED_PROXIES: "1", DATABASE_URL, SESSION_SECRET };
    const other = await startServer({ env });
    try {
      const attempt = { email: unknownEmail(), from: randomAddress() };
      for (let time = 0; time < 5; time++)
        for (const instance of [server, other])
          expect((await login(instance, attempt)).status).toBe(401);
      for (const instance of [server, other])
        expect((await login(instance, attempt)).status).toBe(429);
    } finally {
      await other.stop();
    }
  });
});

test.describe("a known device", () => {
  test("is known to each user who shares it, from sign-up on", async ({ server }) => {
    let cookie = "";
    const users = [1, 2].map(() => ({ email: unknownEmail(), password: "a long sentence" }));
    for (const user of users) {
      const headers = { "x-forwarded-for": randomAddress(), cookie };
      cookie = deviceCookie(await post(server, "/api/signup", { ...user, name: "A" }, headers));
    }
    for (const user of users) {
      await closeToUnknownDevices(server, user.email);
      expect((await login(server, { ...user, from: randomAddress() })).status).toBe(429);
      expect((await login(server, { ...user, from: randomAddress(), cookie })).status).toBe(200);
    }
  });

  test("has no advantage for another user, and its cookie is no session", async ({ server }) => {
    const jo = await addUser(server.databaseUrl, "Jo");
    const kim = await addUser(server.databaseUrl, "Kim");
    const cookie = deviceCookie(await login(server, { ...jo, from: randomAddress() }));
    await closeToUnknownDevices(server, kim.email);
    expect((await login(server, { ...kim, from: randomAddress(), cookie })).status).toBe(429);
    const session = await send(server, "/api/session", { headers: { cookie } });
    expect(await session.json()).toMatchObject({ signedIn: false });
  });

  test("gets no new attempts for one user when another one logs in with it", async ({ server }) => {
    const victim = await addUser(server.databaseUrl, "Victim");
    const mallory = await addUser(server.databaseUrl, "Mallory");
    let cookie = deviceCookie(await login(server, { ...victim, from: randomAddress() }));
    const guess = () => ({ email: victim.email, cookie, from: randomAddress() });
    const guesses = await repeatLogin(server, 11, guess);
    expect(countValues(guesses)).toEqual({ 401: 10, 429: 1 });
    cookie = deviceCookie(await login(server, { ...mallory, cookie, from: randomAddress() }));
    expect(await repeatLogin(server, 2, guess)).toEqual([429, 429]);
    expect((await login(server, { ...victim, from: randomAddress() })).status).toBe(200);
  });
});

test.describe("correct logins", () => {
  test("to one account from one address run two at a time, and others get in", async ({
    server,
  }) => {
    const other = await addUser(server.databaseUrl, "Other");
    const from = randomAddress();
    const cookie = deviceCookie(await login(server, { ...other, from }));
    // Signed up, so that its password takes as long to check as in production.
    const flooded = { name: "Flooded", email: unknownEmail(), password: "a long sentence" };
    await post(server, "/api/signup", flooded, { "x-forwarded-for": from });
    const flood = Array.from({ length: 60 }, () => login(server, { ...flooded, from }));
    const known = await login(server, { ...other, from, cookie });
    expect(known.status).toBe(200);
    const answers = await Promise.all(flood);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect((await refused[0]?.json()).error.code).toBe("busy");
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
  });

  test("to one account from many known devices run two at a time", async ({ server }) => {
    const from = randomAddress();
    const mallory = { name: "Mallory", email: unknownEmail(), password: "a long sentence" };
    await post(server, "/api/signup", mallory, { "x-forwarded-for": from });
    const devices: string[] = [];
    for (let device = 0; device < 12; device++) {
      devices.push(deviceCookie(await login(server, { ...mallory, from })));
    }
    const flood = [...devices, ...devices].map((cookie) =>
      login(server, { ...mallory, from, cookie }),
    );
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(statuses).toContain(429);
  });

  test("to one account are limited on all known devices together", async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Sue");
    const devices = [];
    for (let device = 0; device < 2; device++) {
      devices.push(deviceCookie(await login(server, { ...user, from: randomAddress() })));
    }
    expect((await login(server, { ...user, cookie: devices[0] })).status).toBe(200);
    await setAttempts(server, "success", 60);
    expect((await login(server, { ...user, cookie: devices[1] })).status).toBe(429);
  });

  test("to one account from one address are limited too", async ({ server }) => {
    const user = { ...(await addUser(server.databaseUrl, "Sam")), from: randomAddress() };
    expect((await login(server, user)).status).toBe(200);
    await setAttempts(server, "success", 59);
    expect((await login(server, user)).status).toBe(200);
    const refused = await login(server, user);
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([429, []]);
    expect((await login(server, { ...user, from: randomAddress() })).status).toBe(200);
  });
});

test("sign-ups from one address are refused after a hundred, taken e-mail addresses included", async ({
  server,
}) => {
  const { email } = await addUser(server.databaseUrl, "Ned");
  const headers = { "x-forwarded-for": randomAddress() };
  const signUp = (address: string) =>
    post(server, "/api/signup", { name: "X", email: address, password: "long enough" }, headers);
  expect([(await signUp(email)).status, (await signUp(unknownEmail())).status]).toEqual([422, 201]);
  await setAttempts(server, "signup", 99);
  expect((await signUp(email)).status).toBe(422);
  for (const address of [email, unknownEmail()]) {
    const refused = await signUp(address);
    expect([refused.status, (await refused.json()).error.code]).toEqual([429, "too_many_attempts"]);
    expect(retryAfter(refused)).toBeGreaterThan(3500);
  }
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    const from = randomAddress();
    test.use({ javaScriptEnabled, extraHTTPHeaders: { "x-forwarded-for": from } });

    test("the login form says when to try again and keeps the e-mail address", async ({
      page,
      server,
    }) => {
      const email = unknownEmail();
      await login(server, { email, from });
      await setAttempts(server, "pair", 10);
      await page.goto("/login");
      await submitLogin(page, { email, password: "the eleventh guess" });
      await expect(formError(page)).toContainText("15 minutes");
      await expect(page.getByLabel("Email")).toHaveValue(email);
      await expect(page.getByLabel("Password")).toHaveValue("");
    });
  });
}
