import { logIn } from "@/lib/auth";
import { changePassword } from "@/lib/auth/account";
import { listSessions, MAX_SESSIONS, sessionDigest } from "@/lib/auth/sessions";
import { openSession, sealSession } from "@/lib/session/cookies";
import { recordOf, SESSION_COOKIE } from "../support/http";
import { FakeBrowser } from "../support/next-headers";
import { expect, test } from "../support/unit-database";
import { addUser } from "../support/users";

const sessionOf = ({ cookies }: FakeBrowser) => openSession(cookies.get(SESSION_COOKIE) ?? "");

const login = (browser: FakeBrowser, user: Parameters<typeof logIn>[0]) =>
  browser.request(() => logIn(user));

test("a change of password keeps “Remember me”", async ({ databaseUrl }) => {
  for (const permanent of [true, false]) {
    const user = await addUser(databaseUrl, "Ada");
    const browser = new FakeBrowser();
    const { value } = await sealSession(recordOf(user, { permanent }));
    browser.cookies.set(SESSION_COOKIE, value);
    const change = () => changePassword(user, user.password, "another long sentence");
    expect(await browser.request(change)).toBe(true);
    expect(await sessionOf(browser)).toMatchObject({ record: { identity: { permanent } } });
  }
});

test("a new proof replaces the session of its browser and ends no other, also at the limit", async ({
  databaseUrl,
}) => {
  const user = await addUser(databaseUrl, "Ada");
  const browser = new FakeBrowser();
  await login(browser, user);
  for (let count = 2; count < MAX_SESSIONS; count++) await login(new FakeBrowser(), user);
  const ids = async () => (await listSessions(user.id)).map(({ id }) => id);
  expect(await ids()).toHaveLength(MAX_SESSIONS);
  await login(browser, user);
  expect(await ids()).toHaveLength(MAX_SESSIONS);
  expect(await ids()).toContain(sessionDigest(user.sessionId));
});
