import { expect, test } from "../fixtures";
import { post, recordOf, sealedSession, seconds } from "../support/http";
import { isSignedIn } from "../support/software-passkey";
import { addUser } from "../support/users";

const HOUR = 3600;

for (const path of ["/api/logout", "/api/login"]) {
  test(`${path} with an idle cookie ends a copy that was kept in use`, async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Owner");
    const createdAt = seconds() - 3 * HOUR;
    const record = recordOf(user, { createdAt });
    const idle = await sealedSession(server, record, { now: createdAt });
    const copy = await sealedSession(server, record, { now: seconds() - 60 });
    expect([await isSignedIn(server, idle), await isSignedIn(server, copy)]).toEqual([false, true]);
    expect((await post(server, path, user, { cookie: idle })).ok).toBe(true);
    expect(await isSignedIn(server, copy)).toBe(false);
  });
}
