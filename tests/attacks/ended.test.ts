import { expect, test, type Person, type Server } from "../fixtures";
import { addPerson } from "../support/users";
import { membersPages } from "../support/routes";
import { post, recordOf, sealedSession, seconds, send, setCookies } from "../support/http";
import { startServer } from "../support/server";

/** Logs in by password, as a second device of the same person does. */
async function logIn(
  server: Server,
  { email, password }: Pick<Person, "email" | "password">,
): Promise<string> {
  const [cookie] = setCookies(await post(server, "/api/login", { email, password }));
  return `${cookie?.name}=${cookie?.value}`;
}

const signedIn = async (server: Server, cookie: string): Promise<boolean> =>
  (await (await send(server, "/api/session", { headers: { cookie } })).json()).signedIn;

type Ending = {
  how: string;
  end: (server: Server, mine: string, person: Person, other: string) => Promise<unknown>;
};

async function digestOf(server: Server, asking: string, wanted: string): Promise<string> {
  const { sessions } = await (
    await send(server, "/api/sessions", { headers: { cookie: wanted } })
  ).json();
  expect(asking).not.toBe(wanted);
  return sessions.find(({ current }: { current: boolean }) => current).id;
}

const endings: Ending[] = [
  {
    how: "logging out on that device",
    end: (server, _, __, other) => post(server, "/api/logout", {}, { cookie: other }),
  },
  {
    how: "logging that device out from another",
    end: async (server, mine, _, other) =>
      send(server, `/api/sessions/${await digestOf(server, mine, other)}`, {
        method: "DELETE",
        headers: { cookie: mine },
      }),
  },
  {
    how: "logging out everywhere else",
    end: (server, mine) =>
      send(server, "/api/sessions", { method: "DELETE", headers: { cookie: mine } }),
  },
];

for (const { how, end } of endings) {
  test(`${how} ends every copy of its cookie at once, on every instance`, async ({ server }) => {
    const person = await addPerson(server.databaseUrl, "Copied");
    const second = await startServer({
      env: { SESSION_SECRET: server.secret, DATABASE_URL: server.databaseUrl },
    });
    try {
      const [mine, other] = [await logIn(server, person), await logIn(second, person)];
      expect([await signedIn(second, mine), await signedIn(server, other)]).toEqual([true, true]);
      await end(server, mine, person, other);
      for (const instance of [server, second]) {
        expect(await signedIn(instance, other)).toBe(false);
        const headers = { cookie: other };
        const pages = await Promise.all(
          membersPages.map((path) => send(instance, path, { headers })),
        );
        expect(pages.map(({ status }) => status)).toEqual(membersPages.map(() => 307));
        expect((await send(instance, "/api/sessions", { headers })).status).toBe(401);
      }
      expect(await signedIn(second, mine)).toBe(true);
    } finally {
      await second.stop();
    }
  });
}

test("an ended session leads to the login page once, which says why and clears the cookie", async ({
  server,
  page,
  loggedInAs,
}) => {
  const person = await loggedInAs("Finn");
  const other = await logIn(server, person);
  await page.goto("/account");
  await send(server, "/api/sessions", { method: "DELETE", headers: { cookie: other } });
  await page.goto("/account");
  await expect(page).toHaveURL(/\/login\?next=%2Faccount&ended=/);
  await expect(
    page.getByText("This session was ended from another device, or by a new password."),
  ).toBeVisible();
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("__Host-session");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).toHaveURL("/account");
});

test("nobody is logged out by a link to the login page", async ({ server }) => {
  const cookie = await sealedSession(
    server,
    recordOf(await addPerson(server.databaseUrl, "Greta")),
  );
  for (const path of [
    "/login?ended=",
    "/login?ended=AAAAAAAAAAAAAAAA",
    "/login?next=%2Faccount&ended=1",
  ]) {
    expect(setCookies(await send(server, path, { headers: { cookie } }))).toEqual([]);
  }
});

test("a logout that races other requests of the same browser ends logged out", async ({
  server,
}) => {
  const cookie = await logIn(server, await addPerson(server.databaseUrl, "Hugo"));
  const others = Array.from({ length: 20 }, (_, n) =>
    send(server, n % 2 ? "/account" : "/", { headers: { cookie } }),
  );
  await Promise.all([...others, post(server, "/api/logout", {}, { cookie })]);
  expect(await signedIn(server, cookie)).toBe(false);
});

test("a member has at most twenty devices, and the one not seen for longest goes", async ({
  server,
}) => {
  const person = await addPerson(server.databaseUrl, "Inga");
  const planted = await sealedSession(server, recordOf(person));
  const cookies: string[] = [];
  for (let n = 0; n < 20; n++) cookies.push(await logIn(server, person));
  const { sessions } = await (
    await send(server, "/api/sessions", { headers: { cookie: cookies[19] ?? "" } })
  ).json();
  expect(sessions).toHaveLength(20);
  expect(await signedIn(server, planted)).toBe(false);
  expect(await signedIn(server, cookies[0] ?? "")).toBe(true);
});

test("another member's device is 404, and stays logged in", async ({ server }) => {
  const [mine, theirs] = [
    await logIn(server, await addPerson(server.databaseUrl, "Jill")),
    await logIn(server, await addPerson(server.databaseUrl, "Karl")),
  ];
  const id = await digestOf(server, mine, theirs);
  const response = await send(server, `/api/sessions/${id}`, {
    method: "DELETE",
    headers: { cookie: mine },
  });
  expect(response.status).toBe(404);
  expect(await signedIn(server, theirs)).toBe(true);
});

test("what the list of devices tells opens nothing", async ({ server }) => {
  const person = await addPerson(server.databaseUrl, "Lena");
  const mine = await logIn(server, person);
  const { sessions } = await (
    await send(server, "/api/sessions", { headers: { cookie: mine } })
  ).json();
  for (const { id } of sessions) {
    const forged = recordOf({ ...person, sessionId: id });
    expect(await signedIn(server, await sealedSession(server, forged))).toBe(false);
  }
});

test("ending other sessions asks for the password again when it was given too long ago", async ({
  server,
}) => {
  const person = await addPerson(server.databaseUrl, "Mona");
  const stale = {
    ...recordOf(person),
    identity: {
      id: person.sessionId,
      userId: person.id,
      provenAt: seconds() - 601,
      permanent: false,
    },
  };
  const headers = { cookie: await sealedSession(server, stale) };
  const response = await send(server, "/api/sessions", { method: "DELETE", headers });
  expect([response.status, (await response.json()).error.code]).toEqual([
    401,
    "fresh_login_required",
  ]);
  const page = await send(server, "/account/security", { headers });
  expect([page.status, page.headers.get("location")]).toEqual([
    307,
    expect.stringContaining("/login?next=%2Faccount%2Fsecurity"),
  ]);
});
