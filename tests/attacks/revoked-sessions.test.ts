import { expect, SESSION_COOKIE, test, type Server } from "../fixtures";
import { formCookie } from "@/lib/http/form-cookie";
import { flashCookie } from "@/lib/session/cookies";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { openDatabase } from "../support/database";
import { post, recordOf, sealedSession, seconds, send, setCookies } from "../support/http";
import { protectedPages } from "../support/routes";
import { startServer } from "../support/server";
import { submitLogin } from "../support/steps";
import { addUser, type TestUser } from "../support/users";

/** Logs in by password, as another device of the user. */
async function logIn(server: Server, { email, password }: TestUser): Promise<string> {
  const [cookie] = setCookies(await post(server, "/api/login", { email, password }));
  return `${cookie?.name}=${cookie?.value}`;
}

const get = async (server: Server, path: string, cookie: string) =>
  (await send(server, path, { headers: { cookie } })).json();

const signedIn = async (server: Server, cookie: string): Promise<boolean> =>
  (await get(server, "/api/session", cookie)).signedIn;

/** The id of a session in the device list. */
async function deviceId(server: Server, cookie: string): Promise<string> {
  const { sessions } = await get(server, "/api/sessions", cookie);
  return sessions.find(({ current }: { current: boolean }) => current).id;
}

const remove = (server: Server, path: string, cookie: string): Promise<Response> =>
  send(server, path, { method: "DELETE", headers: { cookie } });

const revocations: Record<string, (server: Server, mine: string, other: string) => unknown> = {
  "logging out": (server, _, other) => post(server, "/api/logout", {}, { cookie: other }),
  "logging out a device from another one": async (server, mine, other) =>
    remove(server, `/api/sessions/${await deviceId(server, other)}`, mine),
  "logging out everywhere else": (server, mine) => remove(server, "/api/sessions", mine),
};

test("logging out, or logging out a device or all others, ends every copy of the cookie on every instance", async ({
  server,
}) => {
  const env = { SESSION_SECRET: server.secret, DATABASE_URL: server.databaseUrl };
  const second = await startServer({ env });
  try {
    for (const [how, revoke] of Object.entries(revocations)) {
      const user = await addUser(server.databaseUrl, "Copied");
      const [mine, other] = [await logIn(server, user), await logIn(second, user)];
      expect([await signedIn(second, mine), await signedIn(server, other)]).toEqual([true, true]);
      await revoke(server, mine, other);
      for (const instance of [server, second]) {
        const headers = { cookie: other };
        const paths = [...protectedPages, "/api/sessions"];
        const answers = await Promise.all(paths.map((path) => send(instance, path, { headers })));
        const expected = [...protectedPages.map(() => 307), 401];
        expect(
          answers.map(({ status }) => status),
          how,
        ).toEqual(expected);
        expect(await signedIn(instance, other), how).toBe(false);
      }
      expect(await signedIn(second, mine), how).toBe(true);
    }
  } finally {
    await second.stop();
  }
});

test("a revoked session is redirected to the login page, which works", async ({
  server,
  page,
  loggedInAs,
}) => {
  const user = await loggedInAs("Finn");
  await page.goto("/account");
  await remove(server, "/api/sessions", await logIn(server, user));
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await submitLogin(page, user);
  await expect(page).toHaveURL("/account");
});

test("the twenty-first device ends the session that was unused for longest", async ({ server }) => {
  const user = await addUser(server.databaseUrl, "Inga");
  const oldest = await sealedSession(server, recordOf(user));
  const cookies: string[] = [];
  for (let n = 0; n < 20; n++) cookies.push(await logIn(server, user));
  const newest = cookies[19] ?? "";
  expect((await get(server, "/api/sessions", newest)).sessions).toHaveLength(20);
  expect(await signedIn(server, oldest)).toBe(false);
  expect(await signedIn(server, cookies[0] ?? "")).toBe(true);
});

test("another user's device is 404 and stays logged in", async ({ server }) => {
  const mine = await logIn(server, await addUser(server.databaseUrl, "Jill"));
  const theirs = await logIn(server, await addUser(server.databaseUrl, "Karl"));
  const id = await deviceId(server, theirs);
  expect((await remove(server, `/api/sessions/${id}`, mine)).status).toBe(404);
  expect(await signedIn(server, theirs)).toBe(true);
});

test("an id from the device list is no session id", async ({ server }) => {
  const user = await addUser(server.databaseUrl, "Lena");
  const sessionId = await deviceId(server, await logIn(server, user));
  const forged = await sealedSession(server, recordOf({ ...user, sessionId }));
  expect(await signedIn(server, forged)).toBe(false);
});

test("ending other sessions requires a recent proof", async ({ server }) => {
  const record = recordOf(await addUser(server.databaseUrl, "Mona"));
  const identity = record.identity && { ...record.identity, provenAt: seconds() - 601 };
  const cookie = await sealedSession(server, { ...record, identity });
  const response = await remove(server, "/api/sessions", cookie);
  const { error } = await response.json();
  expect([response.status, error.code]).toEqual([401, "fresh_login_required"]);
  const page = await send(server, "/account/security", { headers: { cookie } });
  const target = "/login?next=%2Faccount%2Fsecurity";
  expect([page.status, page.headers.get("location")]).toEqual([307, target]);
});

test("with the database down, logging out deletes the cookie and warns that copies of it still work", async ({
  server,
}) => {
  const cookie = await sealedSession(server, recordOf(await addUser(server.databaseUrl, "Nils")));
  const env = { SESSION_SECRET: server.secret, DATABASE_URL: "http://127.0.0.1:9" };
  const offline = await startServer({ env });
  try {
    const response = await post(offline, "/api/logout", {}, { cookie, accept: "text/html" });
    expect(response.status).toBe(303);
    const names = setCookies(response).map(({ name, value }) => (value ? name : `no ${name}`));
    expect(names).toEqual([`no ${SESSION_COOKIE}`, expect.stringMatching(/^__Host-flash\./)]);
    const kept = setCookies(response).filter(({ value }) => value);
    const next = kept.map(({ name, value }) => `${name}=${value}`).join();
    const html = await (await send(offline, "/", { headers: { cookie: next } })).text();
    expect(html).toContain('data-flash="warning"');
    expect(offline.log()).toContain('"event":"logout_incomplete"');
  } finally {
    await offline.stop();
  }
});

test("“Remember me” is not taken over from a session that has ended", async ({ server }) => {
  const user = await addUser(server.databaseUrl, "Oda");
  const cookie = await sealedSession(server, recordOf(user, { permanent: true }));
  const database = await openDatabase(server.databaseUrl);
  const remembered = async () => {
    const response = await post(server, "/api/login", user, { cookie });
    const session = setCookies(response).find(({ name }) => name === "__Host-session");
    return session?.attributes.some((attribute) => attribute.startsWith("max-age"));
  };
  await database.execute({ sql: "delete from sessions where user_id = ?", args: [user.id] });
  database.close();
  expect(await remembered()).toBe(false);
});

test("the next user of a browser sees no messages and no typed text of the one before", async ({
  server,
}) => {
  const [first, second] = [
    await addUser(server.databaseUrl, "Una"),
    await addUser(server.databaseUrl, "Val"),
  ];
  const state = { form: "profile", page: "/account", errors: {}, values: { name: "secret" } };
  const keyring = [server.secret];
  const kept = await SealedCookie.seal(formCookie, state, { keyring });
  const text = { category: "info", text: "for the first one" } as const;
  const message = await SealedCookie.seal(flashCookie, text, { keyring });
  const forgets = async (user: TestUser) => {
    const session = await sealedSession(server, recordOf(first));
    const cookie = `${session}; __Host-form.a1=${kept}; __Host-flash.a1=${message}`;
    const response = await post(server, "/api/login", user, { cookie });
    const names = setCookies(response).map(({ name }) => name);
    return names.filter((name) => name.endsWith(".a1"));
  };
  expect(await forgets(first)).toEqual([]);
  expect(await forgets(second)).toEqual(["__Host-form.a1", "__Host-flash.a1"]);
});
