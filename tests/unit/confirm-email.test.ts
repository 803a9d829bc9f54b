import { accountState } from "@/lib/auth/account-state";
import { confirmEmail } from "@/lib/auth/email/confirm-email";
import { emailLinkCookie } from "@/lib/auth/email/link-cookies";
import { findUser } from "@/lib/auth/find-user";
import { sessionDigest } from "@/lib/auth/sessions";
import { sealSession } from "@/lib/session/cookies";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { openDatabase } from "../support/database";
import { recordOf, SESSION_COOKIE } from "../support/http";
import { FakeBrowser } from "../support/next-headers";
import { expect, test } from "../support/unit-database";
import { addUser, type TestUser } from "../support/users";

/** The token of a link that confirms an address of this user, as a request of their session mails it. */
async function linkFor({ id, sessionId }: TestUser, email: string): Promise<string> {
  const row = await findUser(id);
  if (!row) throw new Error("the user does not exist");
  const account = { userId: id, state: accountState(row), version: row.linkVersion };
  return SealedCookie.seal(emailLinkCookie, {
    ...account,
    email,
    session: sessionDigest(sessionId),
  });
}

async function run(databaseUrl: string, sql: string, id: string): Promise<void> {
  const database = await openDatabase(databaseUrl);
  await database.execute({ sql, args: [id] });
  database.close();
}

/** Confirms in a browser that is logged out, while something else happens between reading the account and writing it. */
const confirmWhile = (token: string, meanwhile: () => Promise<unknown>) =>
  new FakeBrowser().request(() => confirmEmail(token), {}, meanwhile);

const confirm = (token: string) => new FakeBrowser().request(() => confirmEmail(token));

const addressOf = async ({ id }: TestUser) => (await findUser(id))?.email;

test.describe("a link to a new address", () => {
  const events: Record<string, string> = {
    "a newer request": "update users set link_version = link_version + 1 where id = ?",
    "a change of the password": "update users set password_hash = 'another' where id = ?",
    "the end of the session that asked for it": "delete from sessions where user_id = ?",
  };
  for (const [what, sql] of Object.entries(events)) {
    test(`does not count when ${what} overtakes it`, async ({ databaseUrl }) => {
      const user = await addUser(databaseUrl, "Ada");
      const token = await linkFor(user, `new-${user.email}`);
      const event = () => run(databaseUrl, sql, user.id);
      expect(await confirmWhile(token, event)).toBeNull();
      expect(await addressOf(user)).toBe(user.email);
    });
  }

  test("counts once when it is opened twice at once", async ({ databaseUrl }) => {
    const user = await addUser(databaseUrl, "Ada");
    const email = `new-${user.email}`;
    const token = await linkFor(user, email);
    const answers: (string | null)[] = [];
    answers.push(await confirmWhile(token, async () => answers.push(await confirm(token))));
    expect(answers).toEqual([email, null]);
  });

  test("loses against the link to another new address", async ({ databaseUrl }) => {
    const user = await addUser(databaseUrl, "Ada");
    const [first, second] = [`first-${user.email}`, `second-${user.email}`];
    const tokens = [await linkFor(user, first), await linkFor(user, second)] as const;
    expect(await confirmWhile(tokens[0], () => confirm(tokens[1]))).toBeNull();
    expect(await addressOf(user)).toBe(second);
  });

  test("counts in a session of the user after the one that asked for it has ended", async ({
    databaseUrl,
  }) => {
    const user = await addUser(databaseUrl, "Ada");
    const email = `new-${user.email}`;
    const token = await linkFor({ ...user, sessionId: "a session that has ended" }, email);
    expect(await confirm(token)).toBeNull();
    const browser = new FakeBrowser();
    browser.cookies.set(SESSION_COOKIE, (await sealSession(recordOf(user))).value);
    expect(await browser.request(() => confirmEmail(token))).toBe(email);
  });
});

test("the link from sign-up does not bring back an address that is changed meanwhile", async ({
  databaseUrl,
}) => {
  const user = await addUser(databaseUrl, "Ada");
  const token = await linkFor(user, user.email);
  const change = "update users set email = 'new-' || email where id = ?";
  expect(await confirmWhile(token, () => run(databaseUrl, change, user.id))).toBeNull();
  expect(await addressOf(user)).toBe(`new-${user.email}`);
});

test("the link from sign-up counts after a link to a new address was requested", async ({
  databaseUrl,
}) => {
  const user = await addUser(databaseUrl, "Ada");
  const token = await linkFor(user, user.email);
  await run(databaseUrl, "update users set link_version = link_version + 1 where id = ?", user.id);
  expect(await confirm(token)).toBe(user.email);
});
