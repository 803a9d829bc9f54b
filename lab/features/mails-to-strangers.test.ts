import { expect, type Page } from "../../tests/fixtures";
import { openDatabase } from "../../tests/support/database";
import { unknownEmail } from "../../tests/support/login-attempts";
import { test } from "../../tests/support/mail-server";
import { expectGuest, expectUser, formError, submitSignup } from "../../tests/support/steps";

async function signUpAndDelete(page: Page, email: string): Promise<void> {
  await page.goto("/signup");
  await submitSignup(page, { name: "Stranger", email, password: "a long sentence" });
  await expectUser(page, "Stranger");
  await page.goto("/account/security");
  await page.getByText("I want to delete my account").click();
  await page.getByRole("button", { name: "Delete account" }).click();
}

test("an address that was never confirmed gets no more than six notices in an hour, also after new sign-ups", async ({
  page,
  server,
  mailServer,
}) => {
  test.setTimeout(120_000);
  const email = unknownEmail();
  const database = await openDatabase(server.databaseUrl);
  for (let round = 0; round < 8; round++) {
    await signUpAndDelete(page, email);
    await expectGuest(page);
    // Only three deletions an hour are allowed.
    await database.execute("delete from attempts where key like 'deletion:%'");
  }
  database.close();
  const deleted = () =>
    mailServer.mails.filter(({ to, subject }) => to.includes(email) && /deleted/.test(subject));
  await mailServer.mailTo(email, /deleted/);
  await expect
    .poll(() => server.log().split('"event":"account_deleted"').length - 1)
    .toBeGreaterThan(7);
  expect(deleted().length).toBeLessThanOrEqual(6);
});

test("an account with one address is deleted no more than three times in an hour", async ({
  page,
}) => {
  const email = unknownEmail();
  for (let round = 1; round <= 4; round++) {
    await signUpAndDelete(page, email);
    if (round <= 3) await expectGuest(page);
  }
  await expect(formError(page)).toContainText("Too many attempts.");
  await expectUser(page, "Stranger");
});
