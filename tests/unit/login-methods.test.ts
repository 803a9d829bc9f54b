import { drizzle } from "drizzle-orm/libsql";
import { eq } from "drizzle-orm";
import { listLinkedLogins, unlinkLogin } from "@/lib/auth/oauth/linked-logins";
import { listPasskeys, removePasskey } from "@/lib/auth/passkeys/passkeys";
import { sessionDigest } from "@/lib/auth/sessions";
import { linkedLogins, passkeys, sessions, users } from "@/lib/db/schema";
import { sealSession } from "@/lib/session/cookies";
import { openDatabase } from "../support/database";
import { recordOf, SESSION_COOKIE } from "../support/http";
import { FakeBrowser } from "../support/next-headers";
import { withSettings } from "../support/settings";
import { expect, test } from "../support/unit-database";
import { addUser } from "../support/users";

type Logins = Readonly<{ password?: boolean; passkeys?: number; linked?: readonly string[] }>;

/** A user with these ways to log in, and with the sessions of this browser and of another one. */
async function addUserWith(databaseUrl: string, logins: Logins) {
  const user = await addUser(databaseUrl, "Ada");
  const { id } = user;
  const client = await openDatabase(databaseUrl);
  const database = drizzle(client);
  const common = { userId: id, createdAt: 0 };
  if (!logins.password) {
    await database.update(users).set({ passwordHash: null }).where(eq(users.id, id));
  }
  const times = { lastSeenAt: 0, expiresAt: 2 ** 40, userAgent: "" };
  await database.insert(sessions).values({ ...common, ...times, idHash: `other ${id}` });
  for (let index = 0; index < (logins.passkeys ?? 0); index++) {
    const key = { id: `${id}-${index}`, publicKey: "", counter: 0, name: "Test" };
    await database.insert(passkeys).values({ ...common, ...key });
  }
  for (const provider of logins.linked ?? []) {
    await database.insert(linkedLogins).values({ ...common, provider, subject: id, label: "" });
  }
  client.close();
  const browser = new FakeBrowser();
  browser.cookies.set(SESSION_COOKIE, (await sealSession(recordOf(user))).value);
  return { ...user, session: sessionDigest(user.sessionId), browser };
}

type Person = Awaited<ReturnType<typeof addUserWith>>;

async function sessionsOf(databaseUrl: string, { id }: Person): Promise<string[]> {
  const client = await openDatabase(databaseUrl);
  const rows = await drizzle(client).select().from(sessions).where(eq(sessions.userId, id));
  client.close();
  return rows.map(({ idHash }) => idHash).sort();
}

const withProvider = <T>(work: () => Promise<T>) =>
  withSettings({ GITHUB_CLIENT_ID: "id", GITHUB_CLIENT_SECRET: "secret" }, work);

const unlink = (user: Person, provider = "github") =>
  withProvider(() => user.browser.request(() => unlinkLogin(user, { provider, subject: user.id })));

const cases: [string, Logins, left: number][] = [
  ["all passkeys beside a password", { password: true, passkeys: 3 }, 0],
  ["all passkeys beside a linked login", { passkeys: 3, linked: ["github"] }, 0],
  ["all passkeys but one without anything else", { passkeys: 3 }, 1],
];

test.describe("removing passkeys at once removes", () => {
  for (const [what, logins, left] of cases) {
    test(what, async ({ databaseUrl }) => {
      const user = await addUserWith(databaseUrl, logins);
      const own = await listPasskeys(user.id);
      const removed = await withProvider(() =>
        Promise.all(own.map(({ id }) => removePasskey(user, id, user.session))),
      );
      expect(removed.filter((isRemoved) => !isRemoved)).toHaveLength(left);
      expect(await listPasskeys(user.id)).toHaveLength(left);
    });
  }
});

test("another user's passkey is not removed", async ({ databaseUrl }) => {
  const ada = await addUserWith(databaseUrl, { password: true, passkeys: 1 });
  const eve = await addUserWith(databaseUrl, { password: true, passkeys: 1 });
  await removePasskey(eve, `${ada.id}-0`, eve.session);
  expect(await listPasskeys(ada.id)).toHaveLength(1);
});

const removals: Record<string, Readonly<{ logins: Logins; remove: typeof unlink }>> = {
  "a passkey": {
    logins: { passkeys: 1 },
    remove: (user) => removePasskey(user, `${user.id}-0`, user.session),
  },
  "a linked login": { logins: { linked: ["github"] }, remove: unlink },
};

for (const [what, { logins, remove }] of Object.entries(removals)) {
  test.describe(`removing ${what}`, () => {
    const countLeft = async (user: Person) =>
      [...(await listPasskeys(user.id)), ...(await listLinkedLogins(user))].length;

    test("ends all sessions but this one", async ({ databaseUrl }) => {
      const user = await addUserWith(databaseUrl, { ...logins, password: true });
      expect(await remove(user)).toBe(true);
      expect(await countLeft(user)).toBe(0);
      expect(await sessionsOf(databaseUrl, user)).toEqual([user.session]);
    });

    test("is refused when it is the only way to log in, and then ends no session", async ({
      databaseUrl,
    }) => {
      const user = await addUserWith(databaseUrl, logins);
      expect(await remove(user)).toBe(false);
      expect(await countLeft(user)).toBe(1);
      expect(await sessionsOf(databaseUrl, user)).toHaveLength(2);
    });

    test("has no effect after the session has ended", async ({ databaseUrl }) => {
      const user = await addUserWith(databaseUrl, { ...logins, password: true });
      const client = await openDatabase(databaseUrl);
      await drizzle(client).delete(sessions).where(eq(sessions.idHash, user.session));
      client.close();
      expect(await remove(user)).toBe(false);
      expect(await countLeft(user)).toBe(1);
      expect(await sessionsOf(databaseUrl, user)).toEqual([`other ${user.id}`]);
    });
  });
}

test.describe("a login at a provider without settings", () => {
  test("does not count as a way to log in that stays", async ({ databaseUrl }) => {
    const one = await addUserWith(databaseUrl, { passkeys: 1, linked: ["google"] });
    const remove = () => removePasskey(one, `${one.id}-0`, one.session);
    expect(await withProvider(remove)).toBe(false);
    const two = await addUserWith(databaseUrl, { linked: ["github", "google"] });
    expect(await unlink(two)).toBe(false);
    expect(await listLinkedLogins(two)).toHaveLength(2);
  });

  test("can be unlinked while another way to log in stays", async ({ databaseUrl }) => {
    for (const logins of [{ password: true }, { passkeys: 1 }]) {
      const user = await addUserWith(databaseUrl, { ...logins, linked: ["google"] });
      expect(await unlink(user, "google")).toBe(true);
      expect(await listLinkedLogins(user)).toEqual([]);
    }
    const last = await addUserWith(databaseUrl, { linked: ["google"] });
    expect(await unlink(last, "google")).toBe(false);
  });
});
