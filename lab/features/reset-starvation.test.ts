import { expect } from "../../tests/fixtures";
import { openDatabase } from "../../tests/support/database";
import { post } from "../../tests/support/http";
import { randomAddress, unknownEmail } from "../../tests/support/login-attempts";
import { test, tokenIn } from "../../tests/support/mail-server";
import { expectUser, flashes, submitSignup } from "../../tests/support/steps";

const passwordOf = (round: number): string => `a sentence of the stranger ${round}`;

test("a stranger who signed up with an address does not use up the resets of its owner", async ({
  page,
  server,
  mailServer,
}) => {
  const email = unknownEmail();
  const database = await openDatabase(server.databaseUrl);
  const askForReset = () =>
    post(server, "/api/forgot-password", { email }, { "x-forwarded-for": randomAddress() });
  const resets = () =>
    mailServer.mails.filter(({ to, subject }) => to.includes(email) && /Reset/.test(subject));
  await page.goto("/signup");
  await submitSignup(page, { name: "Stranger", email, password: passwordOf(0) });
  await expectUser(page, "Stranger");
  for (let round = 1; round <= 6; round++) {
    await askForReset();
    await expect.poll(() => resets().length).toBe(round);
    await page.goto("/account/security");
    await page.getByLabel("Current password").fill(passwordOf(round - 1));
    await page.getByLabel("New password").fill(passwordOf(round));
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(flashes(page, "success")).toContainText("Password changed.");
    // A minute later.
    await database.execute("delete from attempts where key like 'mail-minute:%'");
  }
  database.close();
  expect((await askForReset()).status).toBe(202);
  await expect.poll(() => resets().length).toBe(7);
  const token = tokenIn(await mailServer.mailTo(email, /Reset/));
  const password = "a sentence of the owner";
  expect((await post(server, "/api/reset-password", { token, password })).status).toBe(200);
});
