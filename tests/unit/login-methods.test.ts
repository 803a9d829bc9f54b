import { drizzle } from "drizzle-orm/libsql";
import { listPasskeys, removePasskey } from "@/lib/auth/passkeys/passkeys";
import { linkedLogins, passkeys, sessions, users } from "@/lib/db/schema";
import { openDatabase } from "../support/database";
import { expect, test } from "../support/unit-database";

type Logins = Readonly<{ password?: boolean; passkeys: number; linked?: number }>;

async function addUserWith(databaseUrl: string, { password, passkeys: count, linked = 0 }: Logins) {
  const id = crypto.randomUUID();
  const user = { id, name: "Ada", email: `${id}@example.com` };
  const client = await openDatabase(databaseUrl);
  const database = drizzle(client);
  const common = { userId: id, createdAt: 0 };
  const passwordHash = password ? "a hash" : null;
  await database.insert(users).values({ ...user, passwordHash, createdAt: 0 });
  const times = { lastSeenAt: 0, expiresAt: 2 ** 40, userAgent: "" };
  await database.insert(sessions).values({ ...common, ...times, idHash: id });
  for (let index = 0; index < count; index++) {
    const key = { id: `${id}-${index}`, publicKey: "", counter: 0, name: "Test" };
    await database.insert(passkeys).values({ ...common, ...key });
  }
  for (let index = 0; index < linked; index++) {
    const login = { provider: `p${index}`, subject: id, label: "" };
    await database.insert(linkedLogins).values({ ...common, ...login });
  }
  client.close();
  return user;
}

const cases: [string, Logins, left: number][] = [
  ["all passkeys beside a password", { password: true, passkeys: 3 }, 0],
  ["all passkeys beside a linked login", { passkeys: 3, linked: 1 }, 0],
  ["all passkeys but one without anything else", { passkeys: 3 }, 1],
];

test.describe("removing passkeys at once removes", () => {
  for (const [what, logins, left] of cases) {
    test(what, async ({ databaseUrl }) => {
      const user = await addUserWith(databaseUrl, logins);
      const own = await listPasskeys(user.id);
      const removed = await Promise.all(own.map(({ id }) => removePasskey(user, id, user.id)));
      expect(removed.filter((isRemoved) => !isRemoved)).toHaveLength(left);
      expect(await listPasskeys(user.id)).toHaveLength(left);
    });
  }
});

test("another user's passkey is not removed", async ({ databaseUrl }) => {
  const ada = await addUserWith(databaseUrl, { password: true, passkeys: 1 });
  const eve = await addUserWith(databaseUrl, { password: true, passkeys: 1 });
  await removePasskey(eve, `${ada.id}-0`, eve.id);
  expect(await listPasskeys(ada.id)).toHaveLength(1);
});
