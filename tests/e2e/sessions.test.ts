import { expect, test } from "../fixtures";
import { addPerson } from "../support/users";
import { openHandlers, openPages } from "../support/routes";
import { post, recordOf, sealedSession, seconds, send, setCookies } from "../support/http";

const HOUR = 3600;
const DAY = 86_400;

test("reading a session sets no cookie, for a guest or for a member", async ({ server }) => {
  const cookie = await sealedSession(server, recordOf(await addPerson(server.databaseUrl, "Ida")));
  for (const headers of [new Headers(), new Headers({ cookie })]) {
    for (const path of [...openPages, ...openHandlers]) {
      expect(setCookies(await send(server, path, { headers })), path).toEqual([]);
    }
  }
});

test("logging in sets one cookie that ends with the browser", async ({ server }) => {
  const { email, password } = await addPerson(server.databaseUrl, "Jon");
  const response = await post(server, "/api/login", { email, password });
  expect(response.status).toBe(200);
  expect(setCookies(response).filter(({ name }) => name === "__Host-session")).toEqual([
    {
      name: "__Host-session",
      value: expect.stringMatching(/^Fe26\.2\*/),
      attributes: ["httponly", "path=/", "samesite=lax", "secure"],
    },
  ]);
});

test("“Remember me” keeps the cookie for 31 days", async ({ server }) => {
  const { email, password } = await addPerson(server.databaseUrl, "Kim");
  const [cookie] = setCookies(
    await post(server, "/api/login", { email, password, remember: true }),
  );
  expect(cookie?.attributes).toContain(`max-age=${31 * DAY}`);
});

test("logging out deletes the cookie with the attributes it was set with, and every copy of it is a guest's", async ({
  server,
}) => {
  const { email, password } = await addPerson(server.databaseUrl, "Lou");
  const [login] = setCookies(await post(server, "/api/login", { email, password }));
  const cookie = `${login?.name}=${login?.value}`;
  expect(await (await send(server, "/api/session", { headers: { cookie } })).json()).toMatchObject({
    signedIn: true,
  });
  const logout = await post(server, "/api/logout", {}, { cookie });
  expect(logout.status).toBe(204);
  const [deletion] = setCookies(logout);
  expect(deletion).toMatchObject({ name: "__Host-session", value: "" });
  for (const attribute of ["max-age=0", "path=/", "secure", "httponly", "samesite=lax"]) {
    expect(deletion?.attributes).toContain(attribute);
  }
  expect(await (await send(server, "/api/session", { headers: { cookie } })).json()).toMatchObject({
    signedIn: false,
  });
});

test("logging out is fine for somebody who is not logged in", async ({ server }) => {
  const response = await post(server, "/api/logout", {});
  expect(response.status).toBe(204);
  expect(setCookies(response)).toEqual([]);
});

test("every login gets a new session, and the one before is dead", async ({ server }) => {
  const { email, password } = await addPerson(server.databaseUrl, "Moe");
  const [first] = setCookies(await post(server, "/api/login", { email, password }));
  const cookie = `${first?.name}=${first?.value}`;
  const [second] = setCookies(await post(server, "/api/login", { email, password }, { cookie }));
  expect(second?.value).not.toBe(first?.value);
  const replayed = await send(server, "/api/session", { headers: { cookie } });
  expect(await replayed.json()).toMatchObject({ signedIn: false });
  const current = await send(server, "/api/session", {
    headers: { cookie: `${second?.name}=${second?.value}` },
  });
  expect(await current.json()).toMatchObject({ signedIn: true, user: { email } });
});

test("a session says when it ends, idle and at the latest", async ({ server }) => {
  const record = recordOf(await addPerson(server.databaseUrl, "Ned"), { permanent: true });
  const headers = { cookie: await sealedSession(server, record) };
  const { session } = await (await send(server, "/api/session", { headers })).json();
  expect(session).toEqual({
    permanent: true,
    createdAt: record.createdAt,
    idleExpiresAt: expect.closeTo(seconds() + 31 * DAY, -1),
    absoluteExpiresAt: record.createdAt + 90 * DAY,
  });
});

const over: [string, { permanent: boolean; createdAt: number; sealedAt: number }][] = [
  [
    "a browser session, two hours unused",
    { permanent: false, createdAt: -2 * HOUR, sealedAt: -2 * HOUR },
  ],
  [
    "a browser session, twelve hours old",
    { permanent: false, createdAt: -12 * HOUR, sealedAt: -60 },
  ],
  [
    "a remembered session, 31 days unused",
    { permanent: true, createdAt: -31 * DAY, sealedAt: -31 * DAY },
  ],
  ["a remembered session, 90 days old", { permanent: true, createdAt: -90 * DAY, sealedAt: -60 }],
];

for (const [what, { permanent, createdAt, sealedAt }] of over) {
  test(`${what}, is a guest's, whatever the browser kept`, async ({ server }) => {
    const record = recordOf(await addPerson(server.databaseUrl, "Old"), {
      permanent,
      createdAt: seconds() + createdAt,
    });
    const headers = { cookie: await sealedSession(server, record, { now: seconds() + sealedAt }) };
    expect(await (await send(server, "/api/session", { headers })).json()).toMatchObject({
      signedIn: false,
    });
    expect((await send(server, "/account", { headers })).headers.get("location")).toContain(
      "/login?next=%2Faccount",
    );
  });
}

test.describe("renewal", () => {
  test("a document renews a session that has been idle for a while, and the copy before still works", async ({
    server,
  }) => {
    const record = recordOf(await addPerson(server.databaseUrl, "Pam"), {
      permanent: true,
      createdAt: seconds() - 5 * DAY,
    });
    const headers = { cookie: await sealedSession(server, record, { now: seconds() - 5 * DAY }) };
    const cookies = setCookies(await send(server, "/account", { headers }));
    expect(cookies).toMatchObject([
      { name: "__Host-session", attributes: expect.arrayContaining([`max-age=${31 * DAY}`]) },
    ]);
    const renewed = { cookie: `${cookies[0]?.name}=${cookies[0]?.value}` };
    const { session } = await (await send(server, "/api/session", { headers: renewed })).json();
    expect(session).toMatchObject({
      createdAt: record.createdAt,
      idleExpiresAt: expect.closeTo(seconds() + 31 * DAY, -1),
    });
  });

  test("renewal never outlives the absolute limit", async ({ server }) => {
    const createdAt = seconds() - 80 * DAY;
    const record = recordOf(await addPerson(server.databaseUrl, "Quin"), {
      permanent: true,
      createdAt,
    });
    const headers = { cookie: await sealedSession(server, record, { now: seconds() - 5 * DAY }) };
    const [cookie] = setCookies(await send(server, "/", { headers }));
    const maxAge = Number(
      cookie?.attributes.find((attribute) => attribute.startsWith("max-age="))?.slice(8),
    );
    expect(maxAge).toBeGreaterThan(10 * DAY - 60);
    expect(maxAge).toBeLessThanOrEqual(10 * DAY);
  });

  const untouched: [string, string, RequestInit][] = [
    ["a prefetch", "/", { headers: { rsc: "1", "next-router-prefetch": "1" } }],
    ["a soft navigation", "/login", { headers: { rsc: "1" } }],
    ["a browser's speculation", "/", { headers: { "sec-purpose": "prefetch;prerender" } }],
    ["a handler", "/api/session", {}],
    ["a form being sent", "/logout", { method: "POST" }],
    ["a HEAD", "/", { method: "HEAD" }],
  ];
  for (const [what, path, init] of untouched) {
    test(`${what} renews nothing`, async ({ server }) => {
      const record = recordOf(await addPerson(server.databaseUrl, "Ray"), { permanent: true });
      const cookie = await sealedSession(server, record, { now: seconds() - 5 * DAY });
      const response = await send(server, path, { ...init, headers: { ...init.headers, cookie } });
      expect(setCookies(response)).toEqual([]);
    });
  }
});
