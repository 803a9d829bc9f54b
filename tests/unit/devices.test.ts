import { drizzle } from "drizzle-orm/libsql";
import { eq } from "drizzle-orm";
import { endDevice, endOtherDevices } from "@/lib/auth/devices";
import { listPasskeys, renamePasskey } from "@/lib/auth/passkeys/passkeys";
import { listSessions, sessionDigest } from "@/lib/auth/sessions";
import { passkeys, sessions } from "@/lib/db/schema";
import { openDatabase } from "../support/database";
import { FakeBrowser } from "../support/next-headers";
import { expect, test } from "../support/unit-database";
import { addUser, type TestUser } from "../support/users";

/** A user with a passkey and with two sessions: `own` and `other`. */
async function addUserWithDevices(databaseUrl: string) {
  const user = await addUser(databaseUrl, "Ada");
  const [own, other] = [sessionDigest(user.sessionId), `other ${user.id}`];
  const client = await openDatabase(databaseUrl);
  const database = drizzle(client);
  const common = { userId: user.id, createdAt: 0 };
  const times = { lastSeenAt: 0, expiresAt: 2 ** 40, userAgent: "" };
  await database.insert(sessions).values({ ...common, ...times, idHash: other });
  const key = { id: user.id, publicKey: "", counter: 0, name: "before" };
  await database.insert(passkeys).values({ ...common, ...key });
  client.close();
  return { user, own, other };
}

async function endSession(databaseUrl: string, digest: string): Promise<void> {
  const client = await openDatabase(databaseUrl);
  await drizzle(client).delete(sessions).where(eq(sessions.idHash, digest));
  client.close();
}

const idsOf = async ({ id }: TestUser) => (await listSessions(id)).map((each) => each.id);
const nameOf = async ({ id }: TestUser) => (await listPasskeys(id))[0]?.name;
const request = <T>(work: () => Promise<T>) => new FakeBrowser().request(work);

test("a session logs out another one, or all others", async ({ databaseUrl }) => {
  const one = await addUserWithDevices(databaseUrl);
  expect(await request(() => endDevice(one.user, one.other, one.own))).toBe(true);
  expect(await idsOf(one.user)).toEqual([one.own]);
  const all = await addUserWithDevices(databaseUrl);
  expect(await request(() => endOtherDevices(all.user, all.own))).toBe(1);
  expect(await idsOf(all.user)).toEqual([all.own]);
});

test("a session renames a passkey", async ({ databaseUrl }) => {
  const { user, own } = await addUserWithDevices(databaseUrl);
  expect(await renamePasskey(user, { id: user.id, name: "after" }, own)).toBe(true);
  expect(await nameOf(user)).toBe("after");
});

test("a session that has ended logs out no other one and renames no passkey", async ({
  databaseUrl,
}) => {
  const { user, own, other } = await addUserWithDevices(databaseUrl);
  await endSession(databaseUrl, own);
  expect(await request(() => endDevice(user, other, own))).toBe(false);
  expect(await request(() => endOtherDevices(user, own))).toBe(0);
  expect(await renamePasskey(user, { id: user.id, name: "after" }, own)).toBe(false);
  expect(await idsOf(user)).toEqual([other]);
  expect(await nameOf(user)).toBe("before");
});
