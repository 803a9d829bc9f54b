import { getAuth } from "@/lib/auth";
import { sessionDigest } from "@/lib/auth/sessions";
import { sealSession, type SessionRecord } from "@/lib/session/cookies";
import { recordOf, SESSION_COOKIE } from "../support/http";
import { nowInSeconds } from "@/lib/duration";
import { FakeBrowser } from "../support/next-headers";
import { expect, test } from "../support/unit-database";
import { addUser } from "../support/users";

const now = nowInSeconds();
const HOUR = 3600;

async function browserWith(record: SessionRecord, sealedAt = now): Promise<FakeBrowser> {
  const browser = new FakeBrowser();
  browser.cookies.set(SESSION_COOKIE, (await sealSession(record, sealedAt)).value);
  return browser;
}

const authOf = (browser: FakeBrowser) => browser.request(getAuth);

test.describe("getAuth", () => {
  test("returns a user with the times of the session", async ({ databaseUrl }) => {
    const user = await addUser(databaseUrl, "Ada");
    const createdAt = now - HOUR;
    const record = recordOf(user, { createdAt });
    const { id, name, email } = user;
    expect(await authOf(await browserWith(record))).toEqual({
      status: "user",
      user: { id, name, email },
      session: {
        id: sessionDigest(user.sessionId),
        permanent: false,
        createdAt,
        provenAt: record.identity?.provenAt,
        idleExpiresAt: now + 2 * HOUR,
        absoluteExpiresAt: createdAt + 12 * HOUR,
        fresh: true,
        offersBinding: false,
      },
    });
  });

  test("a login is fresh for SESSION_FRESH_FOR", async ({ databaseUrl }) => {
    const record = recordOf(await addUser(databaseUrl, "Ada"));
    for (const [age, fresh] of [
      [590, true],
      [600, false],
    ] as const) {
      const identity = record.identity && { ...record.identity, provenAt: now - age };
      const auth = await authOf(await browserWith({ ...record, identity }));
      expect(auth).toMatchObject({ status: "user", session: { fresh } });
    }
  });

  test("returns a guest with the reason why a session ended", async ({ databaseUrl }) => {
    const user = await addUser(databaseUrl, "Ada");
    const other = await addUser(databaseUrl, "Grace");
    const guest = { createdAt: now, identity: null, fields: {} };
    const record = recordOf(user);
    const foreignId = recordOf({ ...user, sessionId: other.sessionId });
    const reasons = [
      [null, new FakeBrowser()],
      [null, await browserWith(guest)],
      ["idle", await browserWith(record, now - 2 * HOUR)],
      ["expired", await browserWith({ ...record, createdAt: now - 12 * HOUR })],
      ["revoked", await browserWith(recordOf({ ...user, sessionId: "x".repeat(24) }))],
      ["revoked", await browserWith(foreignId)],
    ] as const;
    for (const [reason, browser] of reasons)
      expect(await authOf(browser)).toEqual({ status: "guest", reason });
  });
});
