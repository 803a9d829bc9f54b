import { expect, test, type Server, type TestUser } from "../../tests/fixtures";
import { openDatabase } from "../../tests/support/database";
import {
  post,
  recordOf,
  sealedSession,
  seconds,
  send,
  SESSION_COOKIE,
  setCookies,
} from "../../tests/support/http";
import { randomAddress } from "../../tests/support/login-attempts";
import { flashes } from "../../tests/support/steps";
import {
  assertion,
  attestation,
  createPasskey,
  insertPasskey,
  requestChallenge,
  type Claims,
} from "../../tests/support/software-passkey";
import { addUser } from "../../tests/support/users";

const LOGIN = "/api/passkeys/login";
const ADD = "/api/passkeys";

/** Sends a body and expects a refusal in a sentence, without a session. */
async function expectRefused(server: Server, path: string, cookie: string, body: unknown) {
  const headers = { cookie, "x-forwarded-for": randomAddress() };
  const response = await post(server, path, body, headers);
  const text = await response.text();
  expect(response.status, text).toBeGreaterThanOrEqual(400);
  expect(response.status, text).toBeLessThan(500);
  expect(JSON.parse(text).error.message).toMatch(/^[A-Z].*\.$/);
  expect(setCookies(response).filter(({ name }) => name === SESSION_COOKIE)).toEqual([]);
}

const status = async (server: Server, path: string, cookie: string, body: unknown) =>
  (await post(server, path, body, { cookie, "x-forwarded-for": randomAddress() })).status;

const loginChallenge = (server: Server) => requestChallenge(server, `${LOGIN}/options`);

test("removing a passkey ends the sessions it began", async ({ page, server, loggedInAs }) => {
  const user = await loggedInAs("Victim");
  const passkey = await insertPasskey(server, user.id);
  const { challenge, cookie } = await loginChallenge(server);
  const login = await post(
    server,
    LOGIN,
    assertion(passkey, { challenge, origin: server.origin }),
    { cookie },
  );
  const stolen = setCookies(login).map(({ name, value }) => `${name}=${value}`);
  expect(stolen.join()).toContain(SESSION_COOKIE);
  // A login without the password does not make the device known, or guesses there would be free.
  expect(stolen.join()).not.toContain("__Host-device");
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(flashes(page)).toContainText("Passkey removed.");
  const headers = { cookie: stolen.join("; ") };
  const session = await send(server, "/api/session", { headers });
  expect(await session.json()).toMatchObject({ signedIn: false });
});

test("a user adds no more than twenty passkeys in an hour", async ({ server }) => {
  const user = await addUser(server.databaseUrl, "Spammer");
  const session = await sealedSession(server, recordOf(user));
  const database = await openDatabase(server.databaseUrl);
  const add = async () => {
    const { challenge, cookie } = await requestChallenge(server, `${ADD}/options`, session);
    const made = attestation(createPasskey(user.id), { challenge, origin: server.origin });
    return status(server, ADD, cookie, made);
  };
  expect(await add()).toBe(201);
  await database.execute("update attempts set points = 20 where key like 'login-added:%'");
  expect(await add()).toBe(429);
  database.close();
});

test.describe("a login by passkey is refused", () => {
  const changes: Record<string, Partial<Claims>> = {
    "with the origin of another site": { origin: "https://evil.example" },
    "with the origin of another port": { origin: "http://localhost:1" },
    "with the RP id of another site": { rpId: "evil.example" },
    "with another challenge": { challenge: "b3RoZXItY2hhbGxlbmdlLW90aGVyLWNoYWxsZW5nZQ" },
    "with the user handle of another user": { userId: "another" },
    "without user verification": { flags: 0x01 },
    "without user presence": { flags: 0x04 },
    "when its signature was made to add a passkey": { type: "webauthn.create" },
    "when its counter goes back": { counter: 4 },
    "when its counter stands still": { counter: 5 },
  };
  for (const [what, change] of Object.entries(changes)) {
    test(what, async ({ server }) => {
      const { id } = await addUser(server.databaseUrl, "Victim");
      const passkey = await insertPasskey(server, id, 5);
      const { challenge, cookie } = await loginChallenge(server);
      const claims = { challenge, origin: server.origin, counter: 6 };
      await expectRefused(server, LOGIN, cookie, assertion(passkey, { ...claims, ...change }));
      // The same without the change.
      expect(await status(server, LOGIN, cookie, assertion(passkey, claims))).toBe(200);
    });
  }

  test("with the key of another user's passkey", async ({ server }) => {
    const passkey = await insertPasskey(server, (await addUser(server.databaseUrl, "Victim")).id);
    const own = await insertPasskey(server, (await addUser(server.databaseUrl, "Mallory")).id);
    const { challenge, cookie } = await loginChallenge(server);
    const claims = { challenge, origin: server.origin };
    const { privateKey } = own;
    await expectRefused(server, LOGIN, cookie, assertion({ ...passkey, privateKey }, claims));
    await expectRefused(
      server,
      LOGIN,
      cookie,
      assertion({ ...own, userId: passkey.userId }, claims),
    );
    await expectRefused(server, LOGIN, cookie, assertion(createPasskey(passkey.userId), claims));
  });

  test("when it is sent again, also at the same time", async ({ server }) => {
    const passkey = await insertPasskey(server, (await addUser(server.databaseUrl, "Victim")).id);
    const { challenge, cookie } = await loginChallenge(server);
    const body = assertion(passkey, { challenge, origin: server.origin });
    const answers = Array.from({ length: 4 }, () => status(server, LOGIN, cookie, body));
    expect((await Promise.all(answers)).sort()).toEqual([200, 401, 401, 401]);
    await expectRefused(server, LOGIN, cookie, body);
    // Another signature, with a counter that goes on.
    const replayed = assertion(passkey, { challenge, origin: server.origin, counter: 1 });
    await expectRefused(server, LOGIN, cookie, replayed);
  });

  test("when another one with the same counter is faster", async ({ server }) => {
    const { id } = await addUser(server.databaseUrl, "Victim");
    for (let round = 1; round <= 5; round++) {
      const passkey = await insertPasskey(server, id, 5);
      const logins = [1, 2, 3].map(async () => {
        const { challenge, cookie } = await loginChallenge(server);
        const body = assertion(passkey, { challenge, origin: server.origin, counter: 6 });
        return () => status(server, LOGIN, cookie, body);
      });
      const send = await Promise.all(logins);
      const answers = await Promise.all(send.map((each) => each()));
      expect(answers.sort(), `round ${round}`).toEqual([200, 401, 401]);
    }
  });

  test("in another browser than the one with the challenge", async ({ server }) => {
    const passkey = await insertPasskey(server, (await addUser(server.databaseUrl, "Victim")).id);
    const { challenge } = await loginChallenge(server);
    const other = await loginChallenge(server);
    const body = assertion(passkey, { challenge, origin: server.origin });
    await expectRefused(server, LOGIN, "", body);
    await expectRefused(server, LOGIN, other.cookie, body);
  });

  test("with a challenge to add a passkey", async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Victim");
    const passkey = await insertPasskey(server, user.id);
    const session = await sealedSession(server, recordOf(user));
    const { challenge, cookie } = await requestChallenge(server, `${ADD}/options`, session);
    const renamed = cookie.replace("new-passkey.", "passkey-login.");
    const body = assertion(passkey, { challenge, origin: server.origin });
    await expectRefused(server, LOGIN, cookie, body);
    await expectRefused(server, LOGIN, renamed, body);
  });

  test("when the passkey is removed before the session begins", async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Racing");
    const passkey = await insertPasskey(server, user.id);
    const { challenge, cookie } = await loginChallenge(server);
    const database = await openDatabase(server.databaseUrl);
    await database.execute(`create trigger removed after insert on attempts
      when new.key like 'success:%' begin delete from passkeys where id = '${passkey.id}'; end`);
    const body = assertion(passkey, { challenge, origin: server.origin });
    await expectRefused(server, LOGIN, cookie, body);
    await database.execute("drop trigger removed");
    database.close();
  });

  test("when its body is malformed", async ({ server }) => {
    const passkey = await insertPasskey(server, (await addUser(server.databaseUrl, "Victim")).id);
    const { challenge, cookie } = await loginChallenge(server);
    const { response } = assertion(passkey, { challenge, origin: server.origin });
    const texts = [null, 7, [], {}, "", "!", "A", "\u0000", "e30", "x".repeat(50_000)];
    const bodies: unknown[] = texts.flatMap((text) => [
      text,
      { response: text },
      { response: { ...response, id: text } },
      { response: { ...response, rawId: text } },
      { response: { ...response, response: text } },
      ...["clientDataJSON", "authenticatorData", "signature", "userHandle"].map((name) => ({
        response: { ...response, response: { ...response.response, [name]: text } },
      })),
    ]);
    for (const body of bodies) await expectRefused(server, LOGIN, cookie, body);
  });

  test("after 60 refused ones with one passkey from one address", async ({ server }) => {
    const passkey = await insertPasskey(server, (await addUser(server.databaseUrl, "Victim")).id);
    const { challenge, cookie } = await loginChallenge(server);
    const headers = { cookie, "x-forwarded-for": randomAddress() };
    const correct = assertion(passkey, { challenge, origin: server.origin });
    const wrong = assertion(passkey, { challenge, origin: "https://evil.example" });
    for (let count = 0; count < 60; count++) {
      expect((await post(server, LOGIN, wrong, headers)).status).toBe(401);
    }
    const limited = await post(server, LOGIN, correct, headers);
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await status(server, LOGIN, cookie, correct)).toBe(200);
  });
});

test.describe("a passkey is not added", () => {
  const signedIn = async (server: Server, user: TestUser) =>
    requestChallenge(server, `${ADD}/options`, await sealedSession(server, recordOf(user)));

  const changes: Record<string, Partial<Claims>> = {
    "with the origin of another site": { origin: "https://evil.example" },
    "with the RP id of another site": { rpId: "evil.example" },
    "with another challenge": { challenge: "b3RoZXItY2hhbGxlbmdlLW90aGVyLWNoYWxsZW5nZQ" },
    "without user verification": { flags: 0x41 },
    "with a response to a login": { type: "webauthn.get" },
  };
  for (const [what, change] of Object.entries(changes)) {
    test(what, async ({ server }) => {
      const user = await addUser(server.databaseUrl, "Ada");
      const { challenge, cookie } = await signedIn(server, user);
      const passkey = createPasskey(user.id);
      const claims = { challenge, origin: server.origin };
      await expectRefused(server, ADD, cookie, attestation(passkey, { ...claims, ...change }));
      expect(await status(server, ADD, cookie, attestation(passkey, claims))).toBe(201);
    });
  }

  test("twice, neither with one challenge nor to two accounts", async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Ada");
    const { challenge, cookie } = await signedIn(server, user);
    const passkey = createPasskey(user.id);
    const body = attestation(passkey, { challenge, origin: server.origin });
    expect(await status(server, ADD, cookie, body)).toBe(201);
    await expectRefused(server, ADD, cookie, body);
    const another = attestation(createPasskey(user.id), { challenge, origin: server.origin });
    await expectRefused(server, ADD, cookie, another);
    const mallory = await signedIn(server, await addUser(server.databaseUrl, "Mallory"));
    const claims = { challenge: mallory.challenge, origin: server.origin };
    await expectRefused(server, ADD, mallory.cookie, attestation(passkey, claims));
  });

  test("with the challenge of another user", async ({ server }) => {
    const ada = await addUser(server.databaseUrl, "Ada");
    const { challenge, cookie } = await signedIn(server, await addUser(server.databaseUrl, "Eve"));
    const [session = ""] = (await signedIn(server, ada)).cookie.split("; ");
    const [, ...others] = cookie.split("; ");
    const body = attestation(createPasskey(ada.id), { challenge, origin: server.origin });
    await expectRefused(server, ADD, [session, ...others].join("; "), body);
  });

  test("by a guest, an old login, or a session that ends meanwhile", async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Ada");
    const { challenge, cookie } = await signedIn(server, user);
    const body = attestation(createPasskey(user.id), { challenge, origin: server.origin });
    expect(await status(server, ADD, "", body)).toBe(401);
    const record = recordOf(user);
    const identity = record.identity && { ...record.identity, provenAt: seconds() - 3600 };
    const old = await sealedSession(server, { ...record, identity });
    for (const path of [ADD, `${ADD}/options`]) {
      expect(await status(server, path, old, body)).toBe(401);
    }
    const database = await openDatabase(server.databaseUrl);
    await database.execute(`create trigger ended after insert on attempts
      when new.key like 'once:%' begin delete from sessions where user_id = '${user.id}'; end`);
    await expectRefused(server, ADD, cookie, body);
    await database.execute("drop trigger ended");
    const sql = "select * from passkeys where user_id = ?";
    expect((await database.execute({ sql, args: [user.id] })).rows).toEqual([]);
    database.close();
  });

  test("beyond twenty", async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Ada");
    const { challenge, cookie } = await signedIn(server, user);
    for (let count = 0; count < 20; count++) await insertPasskey(server, user.id);
    const body = attestation(createPasskey(user.id), { challenge, origin: server.origin });
    await expectRefused(server, ADD, cookie, body);
    await expectRefused(server, `${ADD}/options`, cookie, {});
  });
});
