import { expect, plantSession, SESSION_COOKIE, test as base, type Page } from "../fixtures";
import { sessionCookie } from "@/lib/session/cookies";
import { openCookie } from "@/lib/session/sealed-cookie";
import { login, newAddress, nobody, test } from "../support/behind-a-proxy";
import { openDatabase } from "../support/database";
import { recordOf, seconds, send } from "../support/http";
import { expectFieldError, flashes, formError } from "../support/steps";
import { addPerson } from "../support/users";

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

base.describe("changing the e-mail address with a stolen session", () => {
  base(
    "is no proof: age, last proof and limits stay as they were",
    async ({ page, server, context }) => {
      const user = await addPerson(server.databaseUrl, "Victim");
      const [createdAt, provenAt] = [seconds() - HOUR, seconds() - 300];
      const record = recordOf(user, { permanent: true, createdAt });
      const identity = record.identity && { ...record.identity, provenAt };
      await plantSession(context, server, { ...record, identity });
      const readSession = async () => {
        const cookies = await context.cookies();
        const value = cookies.find(({ name }) => name === SESSION_COOKIE)?.value ?? "";
        const opened = await openCookie(sessionCookie, value, { keyring: [server.secret] });
        return opened.ok ? opened.data : null;
      };
      await page.goto("/account/security");
      await guessPassword(page);
      await expectFieldError(page.getByLabel("Current password"));
      const database = await openDatabase(server.databaseUrl);
      await database.execute("update attempts set points = 10 where key like 'current-password:%'");

      await changeEmail(page, nobody());
      await expect(flashes(page, "success")).toBeVisible();
      const renewed = await readSession();
      expect(renewed?.identity?.id).not.toBe(user.sessionId);
      expect(renewed).toMatchObject({ createdAt, identity: { provenAt, permanent: true } });
      const sql =
        "select created_at, expires_at - created_at as lifetime from sessions where user_id = ?";
      const { rows } = await database.execute({ sql, args: [user.id] });
      database.close();
      expect(rows).toMatchObject([{ created_at: createdAt, lifetime: 90 * 24 * HOUR }]);

      await guessPassword(page);
      await expect(formError(page)).toContainText("minutes");
    },
  );

  base(
    "asks about at most ten addresses an hour, and is logged",
    async ({ page, server, loggedInAs }) => {
      const { email } = await addPerson(server.databaseUrl, "Taken");
      await loggedInAs("Mallory");
      await page.goto("/account/security");
      for (let time = 0; time < 10; time++) {
        await changeEmail(page, email);
        await expectFieldError(page.getByRole("textbox", { name: "Email" }));
      }
      await changeEmail(page, nobody());
      await expect(formError(page)).toContainText(/minutes|hour/);
      const events = (name: string) => server.log().split(`"event":"${name}"`).length - 1;
      expect([events("email_change_refused"), events("account_limited")]).toEqual([10, 1]);
    },
  );
});

const changes: Record<string, (id: string) => string> = {
  "a password change": (id) =>
    `update users set password_hash = 'another' where id = '${id}';
     delete from sessions where user_id = '${id}'`,
  "the deletion of the account": (id) => `delete from users where id = '${id}'`,
};

for (const [what, change] of Object.entries(changes)) {
  test(`a login that overlaps ${what} begins no session`, async ({ server }) => {
    const user = await addPerson(server.databaseUrl, "Racing");
    const database = await openDatabase(server.databaseUrl);
    // Runs between the check of the password and the beginning of the session: this row is written then.
    await database.execute(`create trigger overlap after insert on attempts
      when new.key like 'success:%' begin ${change(user.id)}; end`);
    const response = await login(server, { ...user, from: newAddress() });
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
  base(
    `a change of ${what} with a session that ends meanwhile has no effect`,
    async ({ page, server, context }) => {
      const user = await addPerson(server.databaseUrl, "Victim");
      const database = await openDatabase(server.databaseUrl);
      const rows = async (table: "users" | "sessions", column: string) =>
        (await database.execute(`select * from ${table} where ${column} = '${user.id}'`)).rows;
      const before = await rows("users", "id");
      await plantSession(context, server, recordOf(user));
      await page.goto("/account/security");
      await database.execute(`create trigger ended after ${written}
        begin delete from sessions where user_id = '${user.id}'; end`);
      if (what === "the password") await changePassword(page, user.password);
      else await changeEmail(page, nobody());
      await expect(page).toHaveURL(/login/);
      await database.execute("drop trigger ended");
      expect(await rows("users", "id")).toEqual(before);
      expect(await rows("sessions", "user_id")).toEqual([]);
      database.close();
    },
  );
}

base("a user's changes of the password run two at a time", async ({ page, server, loggedInAs }) => {
  await loggedInAs("Mallory");
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
