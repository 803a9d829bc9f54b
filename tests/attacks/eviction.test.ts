import { expect } from "../fixtures";
import { openDatabase } from "../support/database";
import { post, recordOf, sealedSession } from "../support/http";
import { test, tokenIn } from "../support/mail-server";
import { insertPasskey } from "../support/software-passkey";
import { flashes, submitLogin } from "../support/steps";
import { addUser } from "../support/users";

test("a thief with a passkey cannot use up the limit with which its owner removes it", async ({
  page,
  server,
  mailServer,
}) => {
  const user = await addUser(server.databaseUrl, "Owner");
  const database = await openDatabase(server.databaseUrl);
  const confirmed =
    "update users set email_verified_at = 1, email_verified_in_session = 1 where id = ?";
  await database.execute({ sql: confirmed, args: [user.id] });
  database.close();
  await insertPasskey(server, user.id);
  // As after a login with that passkey.
  const cookie = await sealedSession(server, recordOf(user));
  for (let time = 0; time < 20; time++) {
    const malformed = { response: { id: "x", response: {} } };
    expect((await post(server, "/api/passkeys", malformed, { cookie })).status).toBe(400);
  }
  // What the mail about the passkey tells its owner to do.
  await post(server, "/api/forgot-password", user);
  const token = tokenIn(await mailServer.mailTo(user.email, /Reset/));
  const password = "another long sentence";
  expect((await post(server, "/api/reset-password", { token, password })).status).toBe(200);
  await page.goto("/login?next=/account/security");
  await submitLogin(page, { ...user, password });
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(flashes(page, "info")).toContainText("Passkey removed.");
});
