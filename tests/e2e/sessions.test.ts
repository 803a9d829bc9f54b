import { expect, test, type Server } from "../fixtures";
import { post, recordOf, sealedSession, seconds, send, setCookies } from "../support/http";
import { publicHandlers, publicPages } from "../support/routes";
import { addUser, type TestUser } from "../support/users";

const DAY = 86_400;

const sessionOf = async (server: Server, cookie: string) =>
  (await send(server, "/api/session", { headers: { cookie } })).json();

/** Logs in through the API. Returns the name, value and attributes of the session cookie, and its `Cookie` header. */
async function logIn(
  server: Server,
  { email, password }: TestUser,
  options: { remember?: boolean; cookie?: string } = {},
) {
  const { remember, ...headers } = options;
  const response = await post(server, "/api/login", { email, password, remember }, headers);
  const [cookie] = setCookies(response);
  return { ...cookie, cookie: `${cookie?.name}=${cookie?.value}` };
}

test("reading a session sets no cookie", async ({ server }) => {
  const user = recordOf(await addUser(server.databaseUrl, "Ida"));
  for (const cookie of ["", await sealedSession(server, user)]) {
    for (const path of [...publicPages, ...publicHandlers]) {
      expect(setCookies(await send(server, path, { headers: { cookie } })), path).toEqual([]);
    }
  }
});

test.describe("login", () => {
  test("sets a cookie that ends with the browser", async ({ server }) => {
    const login = await logIn(server, await addUser(server.databaseUrl, "Jon"));
    expect(login).toMatchObject({
      name: "__Host-session",
      value: expect.stringMatching(/^Fe26\.2\*/),
      attributes: ["httponly", "path=/", "samesite=lax", "secure"],
    });
  });

  test("with “Remember me” sets a cookie for 31 days", async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Kim");
    const { attributes, cookie } = await logIn(server, user, { remember: true });
    expect(attributes).toContain(`max-age=${31 * DAY}`);
    const { session } = await sessionOf(server, cookie);
    expect(session).toEqual({
      permanent: true,
      createdAt: expect.closeTo(seconds(), -1),
      idleExpiresAt: expect.closeTo(seconds() + 31 * DAY, -1),
      absoluteExpiresAt: session.createdAt + 90 * DAY,
    });
  });

  test("begins a new session and ends the one before", async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Moe");
    const first = await logIn(server, user);
    const second = await logIn(server, user, { cookie: first.cookie });
    expect(await sessionOf(server, first.cookie)).toMatchObject({ signedIn: false });
    expect(await sessionOf(server, second.cookie)).toMatchObject({
      signedIn: true,
      user: { email: user.email },
    });
  });
});

test.describe("logout", () => {
  test("deletes the cookie with its attributes and ends every copy", async ({ server }) => {
    const { cookie } = await logIn(server, await addUser(server.databaseUrl, "Lou"));
    const response = await post(server, "/api/logout", {}, { cookie });
    const attributes = ["httponly", "max-age=0", "path=/", "samesite=lax", "secure"];
    expect(response.status).toBe(204);
    expect(setCookies(response)).toMatchObject([
      { name: "__Host-session", value: "", attributes: expect.arrayContaining(attributes) },
    ]);
    expect(await sessionOf(server, cookie)).toMatchObject({ signedIn: false });
  });

  test("clears the browser's cache, also as the end of one's own device", async ({ server }) => {
    const { cookie } = await logIn(server, await addUser(server.databaseUrl, "Mia"));
    const own = await send(server, "/api/sessions", { headers: { cookie } });
    const { sessions } = await own.json();
    const { id } = sessions.find(({ current }: { current: boolean }) => current);
    const init = { method: "DELETE", headers: { cookie } };
    const ended = await send(server, `/api/sessions/${id}`, init);
    for (const { headers } of [ended, await post(server, "/api/logout", {})]) {
      expect(headers.get("clear-site-data")).toBe('"cache"');
    }
    expect(await sessionOf(server, cookie)).toMatchObject({ signedIn: false });
  });

  test("of a guest changes nothing", async ({ server }) => {
    const response = await post(server, "/api/logout", {});
    expect([response.status, setCookies(response)]).toEqual([204, []]);
  });
});

test.describe("renewal", () => {
  /** A remembered session of this age, last renewed 5 days ago. */
  const aged = async (server: Server, days = 5) => {
    const createdAt = seconds() - days * DAY;
    const user = await addUser(server.databaseUrl, "Pam");
    const record = recordOf(user, { permanent: true, createdAt });
    const cookie = await sealedSession(server, record, { now: seconds() - 5 * DAY });
    return { createdAt, cookie };
  };

  test("happens on a document, and keeps the session's age", async ({ server }) => {
    const { cookie, createdAt } = await aged(server);
    const cookies = setCookies(await send(server, "/account", { headers: { cookie } }));
    expect(cookies).toMatchObject([
      { name: "__Host-session", attributes: expect.arrayContaining([`max-age=${31 * DAY}`]) },
    ]);
    const { session } = await sessionOf(server, `${cookies[0]?.name}=${cookies[0]?.value}`);
    const idleExpiresAt = expect.closeTo(seconds() + 31 * DAY, -1);
    expect(session).toMatchObject({ createdAt, idleExpiresAt });
    expect(await sessionOf(server, cookie), "the copy before").toMatchObject({ signedIn: true });
  });

  test("never extends the absolute timeout", async ({ server }) => {
    const { cookie } = await aged(server, 80);
    const [renewed] = setCookies(await send(server, "/", { headers: { cookie } }));
    const maxAge = Number(/max-age=(\d+)/.exec(renewed?.attributes.join() ?? "")?.[1]);
    expect(maxAge).toBeGreaterThan(10 * DAY - 60);
    expect(maxAge).toBeLessThanOrEqual(10 * DAY);
  });

  const others: [string, string, RequestInit][] = [
    ["a prefetch", "/", { headers: { rsc: "1", "next-router-prefetch": "1" } }],
    ["a soft navigation", "/login", { headers: { rsc: "1" } }],
    ["a browser's prerender", "/", { headers: { "sec-purpose": "prefetch;prerender" } }],
    ["a request for an image", "/nowhere", { headers: { "sec-fetch-dest": "image" } }],
    ["a route handler", "/api/session", {}],
    ["a form submission", "/logout", { method: "POST" }],
    ["a HEAD request", "/", { method: "HEAD" }],
  ];
  test("happens on nothing but a document", async ({ server }) => {
    const { cookie } = await aged(server);
    for (const [what, path, init] of others) {
      const response = await send(server, path, { ...init, headers: { ...init.headers, cookie } });
      expect(setCookies(response), what).toEqual([]);
    }
  });
});
