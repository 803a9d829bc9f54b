import { expect } from "../../tests/fixtures";
import { post } from "../../tests/support/http";
import { randomAddress, unknownEmail } from "../../tests/support/login-attempts";
import { forgetLastMail, linkIn, test, tokenIn } from "../../tests/support/mail-server";
import { expectUser, flashes, formError, submitSignup } from "../../tests/support/steps";

const passwordOf = (round: number): string => `a sentence of the stranger ${round}`;

test("a stranger who signed up with an address does not use up the resets of its owner", async ({
  page,
  server,
  mailServer,
}) => {
  const email = unknownEmail();
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
    await forgetLastMail(server);
  }
  expect((await askForReset()).status).toBe(202);
  await expect.poll(() => resets().length).toBe(7);
  const token = tokenIn(await mailServer.mailTo(email, /Reset/));
  const password = "a sentence of the owner";
  expect((await post(server, "/api/reset-password", { token, password })).status).toBe(200);
});

test("a stranger who leaves an address and signs up with it again ends no more than three reset links", async ({
  page,
  server,
  mailServer,
}) => {
  const email = unknownEmail();
  const rounds = [1, 2, 3, 4];
  for (const round of rounds) {
    await page.context().clearCookies();
    await page.goto("/signup");
    await submitSignup(page, { name: "Stranger", email, password: passwordOf(round) });
    await expectUser(page, "Stranger");
    const own = unknownEmail();
    await page.goto("/account/security");
    await page.getByRole("textbox", { name: "Email" }).fill(own);
    await page.getByRole("button", { name: "Change email address" }).click();
    await page.goto(linkIn(await mailServer.mailTo(own, /Confirm your new address/)));
    await page.getByRole("button", { name: "Confirm address" }).click();
    if (round < rounds.length) await expect(flashes(page, "success")).toContainText("is confirmed");
  }
  await expect(formError(page)).toContainText("Too many attempts.");
  expect((await post(server, "/api/login", { email, password: passwordOf(4) })).status).toBe(200);
});
