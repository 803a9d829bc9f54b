import { expect, readSessionRecord, setSessionCookie, test, type Page } from "../fixtures";
import { openDatabase } from "../support/database";
import { recordOf, seconds, send } from "../support/http";
import { login, randomAddress, unknownEmail } from "../support/login-attempts";
import { expectFieldError, expectUser, flashes, formError, submitSignup } from "../support/steps";
import { addUser } from "../support/users";

const HOUR = 3600;

async function changeEmail(page: Page, email: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: /change e-?mail/i }).click();
  await answered;
}

async function changePassword(page: Page, current: string): Promise<void> {
  await page.getByLabel("Current password").fill(current);
  await page.getByLabel("New password").fill("a password of the thief");
  await page.getByRole("button", { name: "Change password" }).click();
}

const guessPassword = (page: Page): Promise<void> => changePassword(page, "a wrong guess");

test.describe("changing the e-mail address with a stolen session", () => {
  test("does not count as a login: age, last login and limits stay the same", async ({
    page,
    server,
    context,
  }) => {
    const user = await addUser(server.databaseUrl, "Victim");
    const [createdAt, provenAt] = [seconds() - HOUR, seconds() - 300];
    const record = recordOf(user, { permanent: true, createdAt });
    const identity = record.identity && { ...record.identity, provenAt };
    await setSessionCookie(context, server, { ...record, identity });
    await page.goto("/account/security");
    await guessPassword(page);
    await expectFieldError(page.getByLabel("Current password"));
    const database = await openDatabase(server.databaseUrl);
    await database.execute("update attempts set points = 10 where key like 'current-password:%'");

    await changeEmail(page, unknownEmail());
    await expect(flashes(page, "success")).toBeVisible();
    const renewed = await readSessionRecord(context, server);
    expect(renewed?.identity?.id).not.toBe(user.sessionId);
    expect(renewed).toMatchObject({ createdAt, identity: { provenAt, permanent: true } });
    const sql =
      "select created_at, expires_at - created_at as lifetime from sessions where user_id = ?";
    const { rows } = await database.execute({ sql, args: [user.id] });
    database.close();
    expect(rows).toMatchObject([{ created_at: createdAt, lifetime: 90 * 24 * HOUR }]);

    await guessPassword(page);
    await expect(formError(page)).toContainText("minutes");
  });

  test("tries at most ten addresses an hour, and is logged", async ({
    page,
    server,
    loggedInAs,
  }) => {
    const { email } = await addUser(server.databaseUrl, "Taken");
    const before = server.log().length;
    await loggedInAs("Mallory");
    await page.goto("/account/security");
    await changeEmail(page, email);
    await expectFieldError(page.getByRole("textbox", { name: "Email" }));
    const database = await openDatabase(server.databaseUrl);
    await database.execute("update attempts set points = 9 where key like 'email-change:%'");
    database.close();
    await changeEmail(page, email);
    await expectFieldError(page.getByRole("textbox", { name: "Email" }));
    await changeEmail(page, unknownEmail());
    await expect(formError(page)).toContainText(/minutes|hour/);
    const log = server.log().slice(before);
    const count = (event: string) => log.split(`"event":"${event}"`).length - 1;
    expect([count("email_change_refused"), count("account_limited")]).toEqual([2, 1]);
  });
});

const changes: Record<string, (id: string) => string> = {
  "a password change": (id) =>
    `update users set password_hash = 'another' where id = '${id}';
     delete from sessions where user_id = '${id}'`,
  "a change of the e-mail address": (id) =>
    `update users set email = 'new-' || email where id = '${id}';
     delete from sessions where user_id = '${id}'`,
  "the deletion of the account": (id) => `delete from users where id = '${id}'`,
};

for (const [what, change] of Object.entries(changes)) {
  test(`a login that overlaps ${what} begins no session`, async ({ server }) => {
    const user = await addUser(server.databaseUrl, "Racing");
    const database = await openDatabase(server.databaseUrl);
    // The row is written after the password check and before the session begins.
    await database.execute(`create trigger overlap after insert on attempts
      when new.key like 'success:%' begin ${change(user.id)}; end`);
    const response = await login(server, { ...user, from: randomAddress() });
    await database.execute("drop trigger overlap");
    expect([response.status, response.headers.getSetCookie()]).toEqual([401, []]);
    const sql = "select * from sessions where user_id = ?";
    expect((await database.execute({ sql, args: [user.id] })).rows).toEqual([]);
    database.close();
  });
}

const overlaps = {
  // Written before the address changes, and after the current password was verified.
  "the e-mail address": "insert on attempts when new.key like 'email-change:%'",
  "the password":
    "update on attempts when new.key like 'current-password:%' and new.points < old.points",
};

for (const [what, written] of Object.entries(overlaps)) {
  test(`a change of ${what} with a session that ends meanwhile has no effect`, async ({
    page,
    server,
    context,
  }) => {
    const user = await addUser(server.databaseUrl, "Victim");
    const database = await openDatabase(server.databaseUrl);
    const rows = async (table: "users" | "sessions", column: string) =>
      (await database.execute(`select * from ${table} where ${column} = '${user.id}'`)).rows;
    const before = await rows("users", "id");
    await setSessionCookie(context, server, recordOf(user));
    await page.goto("/account/security");
    await database.execute(`create trigger ended after ${written}
        begin delete from sessions where user_id = '${user.id}'; end`);
    if (what === "the password") await changePassword(page, user.password);
    else await changeEmail(page, unknownEmail());
    await expect(page).toHaveURL(/login/);
    await database.execute("drop trigger ended");
    expect(await rows("users", "id")).toEqual(before);
    expect(await rows("sessions", "user_id")).toEqual([]);
    database.close();
  });
}

test("a user's changes of the password run two at a time", async ({ page, server }) => {
  // Signed up, so that the password takes as long to check as in production.
  await page.goto("/signup");
  await submitSignup(page, { name: "Mallory", email: unknownEmail(), password: "a long sentence" });
  await expectUser(page, "Mallory");
  await page.goto("/account/security");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await guessPassword(page);
  await expectFieldError(page.getByLabel("Current password"));
  const request = await sent;
  const { cookie = "", "content-type": type = "", ...others } = await request.allHeaders();
  const headers = { cookie, "content-type": type, "next-action": others["next-action"] ?? "" };
  const init = { method: "POST", headers, body: request.postData() };
  const again = async () => (await send(server, "/account/security", init)).text();
  const answers = await Promise.all(Array.from({ length: 8 }, again));
  expect(answers.filter((text) => text.includes("Too many logins right now"))).not.toEqual([]);
});
