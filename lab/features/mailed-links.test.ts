import { expect, type Page } from "../../tests/fixtures";
import { openDatabase } from "../../tests/support/database";
import { post, send, setCookies } from "../../tests/support/http";
import { randomAddress, unknownEmail } from "../../tests/support/login-attempts";
import { linkIn, test, tokenIn, type MailServer } from "../../tests/support/mail-server";
import type { Server } from "../../tests/support/server";
import { expectGuest, flashes, formError, logOut } from "../../tests/support/steps";
import { addUser } from "../../tests/support/users";

const EXPIRED = "This link was used already or has expired.";

async function resetLink(server: Server, mailServer: MailServer, email: string): Promise<string> {
  await post(server, "/api/forgot-password", { email }, { "x-forwarded-for": randomAddress() });
  return linkIn(await mailServer.mailTo(email, /Reset/));
}

test("a reset link that was opened is forgotten at logout", async ({
  page,
  server,
  mailServer,
  loggedInAs,
}) => {
  const user = await loggedInAs("Ida");
  await page.goto(await resetLink(server, mailServer, user.email));
  await expect(page.getByText(`For ${user.email}`)).toBeVisible();
  await logOut(page);
  await page.goto("/reset-password");
  await expect(page.getByText(EXPIRED)).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a reset form sets no password of an account it does not show", async ({
      page,
      context,
      server,
      mailServer,
    }) => {
      const victim = await addUser(server.databaseUrl, "Vic");
      const attacker = await addUser(server.databaseUrl, "Mallory");
      await page.goto(await resetLink(server, mailServer, victim.email));
      await page.getByLabel("New password").fill("the sentence of the victim");
      const other = await context.newPage();
      await other.goto(await resetLink(server, mailServer, attacker.email));
      await page.getByRole("button", { name: "Set password" }).click();
      await expect(javaScriptEnabled ? formError(page) : page.getByText(EXPIRED)).toBeVisible();
      await expectGuest(page);
      for (const { email } of [victim, attacker]) {
        const body = { email, password: "the sentence of the victim" };
        expect((await post(server, "/api/login", body)).status).toBe(401);
      }
    });
  });
}

test("a confirmation confirms no address that it does not show", async ({
  page,
  context,
  server,
  mailServer,
}) => {
  const emails = [unknownEmail(), unknownEmail()];
  const links: string[] = [];
  for (const email of emails) {
    const headers = { "x-forwarded-for": randomAddress() };
    await post(server, "/api/signup", { name: "Kim", email, password: "a long sentence" }, headers);
    links.push(linkIn(await mailServer.mailTo(email, /Confirm/)));
  }
  await page.goto(links[0] ?? "");
  const other = await context.newPage();
  await other.goto(links[1] ?? "");
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(formError(page)).toContainText("This link was used already, has expired");
  await other.getByRole("button", { name: "Confirm address" }).click();
  await expect(flashes(other)).toContainText(`${emails[1]} is confirmed.`);
});

test("a link that is loaded as an image sets no cookie", async ({ server, mailServer }) => {
  const user = await addUser(server.databaseUrl, "Lea");
  const link = await resetLink(server, mailServer, user.email);
  const headers = { "sec-fetch-dest": "image", "sec-fetch-site": "same-site" };
  const response = await send(server, link.slice(server.origin.length), { headers });
  expect([response.status, setCookies(response)]).toEqual([307, []]);
});

async function requestChange(page: Page, email: string): Promise<void> {
  await page.goto("/account/security");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Change email address" }).click();
  await expect(flashes(page).filter({ hasText: email })).toContainText("Open the link");
}

const confirmNew = async (server: Server, mailServer: MailServer, email: string) => {
  const token = tokenIn(await mailServer.mailTo(email, /Confirm your new address/));
  return (await post(server, "/api/verify-email", { token })).status;
};

test("a change of address ends at logout, and with the next one", async ({
  page,
  server,
  mailServer,
  loggedInAs,
}) => {
  const { email } = await loggedInAs("Moe");
  const [mistyped, second] = [`mistyped-${email}`, `new-${email}`];
  await requestChange(page, mistyped);
  await requestChange(page, second);
  expect(await confirmNew(server, mailServer, mistyped)).toBe(410);
  await logOut(page);
  expect(await confirmNew(server, mailServer, second)).toBe(410);
});

test("a request for a new address has no effect when its session ends meanwhile", async ({
  page,
  server,
  loggedInAs,
}) => {
  const { id, email } = await loggedInAs("Ola");
  const database = await openDatabase(server.databaseUrl);
  await database.execute(`create trigger ended after insert on attempts
    when new.key like 'email-change:%' begin delete from sessions where user_id = '${id}'; end`);
  await page.goto("/account/security");
  await page.getByRole("textbox", { name: "Email" }).fill(`new-${email}`);
  await page.getByRole("button", { name: "Change email address" }).click();
  await expect(page).toHaveURL(/login/);
  await database.execute("drop trigger ended");
  const sql = "select link_version from users where id = ?";
  expect((await database.execute({ sql, args: [id] })).rows).toMatchObject([{ link_version: 0 }]);
  database.close();
});

test("a new address that was asked for twice is confirmed by the one mail", async ({
  page,
  server,
  mailServer,
  loggedInAs,
}) => {
  const { email } = await loggedInAs("Nan");
  await requestChange(page, `new-${email}`);
  await page.getByRole("textbox", { name: "Email" }).fill(`new-${email}`);
  await page.getByRole("button", { name: "Change email address" }).click();
  await expect(page.getByText("Too many attempts.")).toBeVisible();
  expect(await confirmNew(server, mailServer, `new-${email}`)).toBe(200);
});

test("a change of address ends with the device that asked for it", async ({
  page,
  server,
  mailServer,
  loggedInAs,
}) => {
  const user = await loggedInAs("Nia");
  const newEmail = `new-${user.email}`;
  await page.goto("/account/security");
  await page.getByRole("textbox", { name: "Email" }).fill(newEmail);
  await page.getByRole("button", { name: "Change email address" }).click();
  await expect(flashes(page)).toContainText("Open the link");
  const token = tokenIn(await mailServer.mailTo(newEmail, /Confirm your new address/));

  const login = await post(server, "/api/login", user);
  const cookie = setCookies(login).map(({ name, value }) => `${name}=${value}`);
  const init = { method: "DELETE", headers: { cookie: cookie.join("; ") } };
  expect((await send(server, "/api/sessions", init)).status).toBe(200);
  expect((await post(server, "/api/verify-email", { token })).status).toBe(410);
});

test("a stranger's request for an address does not use up the mails of its owner", async ({
  page,
  server,
  mailServer,
  loggedInAs,
}) => {
  await loggedInAs("Mallory");
  const email = unknownEmail();
  await page.goto("/account/security");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Change email address" }).click();
  await expect(flashes(page)).toContainText("Open the link");
  await mailServer.mailTo(email, /Confirm your new address/);
  await post(server, "/api/signup", { name: "Owner", email, password: "a long sentence" });
  await mailServer.mailTo(email, /Confirm your address/);
});

test("a link that a stranger's account asked for does not count in a session of its reader", async ({
  page,
  server,
  mailServer,
  loggedInAs,
}) => {
  const wanted = unknownEmail();
  await loggedInAs("Mallory");
  await page.goto("/account/security");
  await page.getByRole("textbox", { name: "Email" }).fill(wanted);
  await page.getByRole("button", { name: "Change email address" }).click();
  const link = linkIn(await mailServer.mailTo(wanted, /Confirm/));
  await loggedInAs("Vera");
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`);
  const token = new URL(link).searchParams.get("token");
  const confirmed = await post(
    server,
    "/api/verify-email",
    { token },
    { cookie: cookies.join("; ") },
  );
  expect(confirmed.status).toBe(410);
  // Vera is told that no mail is sent to her for now.
  await page.goto("/account/security");
  await page.getByRole("textbox", { name: "Email" }).fill(wanted);
  await page.getByRole("button", { name: "Change email address" }).click();
  await expect(page.getByText("Too many attempts.")).toBeVisible();
});
