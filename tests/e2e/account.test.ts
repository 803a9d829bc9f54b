import { expect, plantSession, test } from "../fixtures";
import { addPerson } from "../support/users";
import { post, recordOf, seconds, send, setCookies } from "../support/http";

test("a member sees their devices, this one marked and first, and logs one out", async ({
  page,
  server,
  loggedInAs,
}) => {
  const { email, password } = await loggedInAs("Nora");
  const firefox =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
  await post(server, "/api/login", { email, password }, { "user-agent": firefox });
  await page.goto("/account/sessions");
  const devices = page.getByRole("listitem");
  await expect(devices).toHaveCount(2);
  await expect(devices.first()).toContainText("This device");
  await expect(devices.nth(1)).toContainText("Firefox on Windows");
  await devices.nth(1).getByRole("button", { name: "Log out this device" }).click();
  await expect(page.getByText("That device is logged out.")).toBeVisible();
  await expect(devices).toHaveCount(1);
  await devices.first().getByRole("button", { name: "Log out this device" }).click();
  await expect(page.getByText("You are not logged in.")).toBeVisible();
});

test("a new password ends every other session and this one goes on, under a new id", async ({
  page,
  server,
  loggedInAs,
  context,
}) => {
  const { email, password } = await loggedInAs("Otto");
  const before = (await context.cookies()).find(({ name }) => name === "__Host-session")?.value;
  const [other] = setCookies(await post(server, "/api/login", { email, password }));
  await page.goto("/account/security");
  await page.getByLabel("Current password").fill("not this");
  await page.getByLabel("New password").fill("a much better one");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Current password")).toHaveAccessibleDescription(
    "This is not your password.",
  );
  await page.getByLabel("Current password").fill(password);
  await page.getByLabel("New password").fill("a much better one");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  for (const value of [before, other?.value]) {
    const session = await send(server, "/api/session", {
      headers: { cookie: `__Host-session=${value}` },
    });
    expect(await session.json()).toMatchObject({ signedIn: false });
  }
  await page.goto("/account");
  await expect(page.getByText(email)).toBeVisible();
  expect((await post(server, "/api/login", { email, password })).status).toBe(401);
  expect((await post(server, "/api/login", { email, password: "a much better one" })).status).toBe(
    200,
  );
});

test("a member changes the e-mail address and, in the end, deletes the account", async ({
  page,
  server,
  loggedInAs,
}) => {
  const { email, password } = await loggedInAs("Paul");
  const taken = await addPerson(server.databaseUrl, "Somebody");
  await page.goto("/account/security");
  await page.getByLabel("Email").fill(taken.email);
  await page.getByRole("button", { name: "Change e-mail address" }).click();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(
    "This address has an account already.",
  );
  await page.getByLabel("Email").fill(`new.${email}`);
  await page.getByRole("button", { name: "Change e-mail address" }).click();
  await expect(page.getByText(`Your e-mail address is new.${email}.`)).toBeVisible();
  const copy = (await page.context().cookies()).find(
    ({ name }) => name === "__Host-session",
  )?.value;
  await page.getByText("I want to delete my account").click();
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByText("Your account is deleted.")).toBeVisible();
  expect((await post(server, "/api/login", { email: `new.${email}`, password })).status).toBe(401);
  const session = await send(server, "/api/session", {
    headers: { cookie: `__Host-session=${copy}` },
  });
  expect(await session.json()).toMatchObject({ signedIn: false });
});

test("who gave the password long ago gives it again for what matters, and goes on from there", async ({
  page,
  server,
  context,
}) => {
  const person = await addPerson(server.databaseUrl, "Rita");
  const identity = {
    id: person.sessionId,
    userId: person.id,
    provenAt: seconds() - 3600,
    permanent: true,
  };
  await plantSession(context, server, {
    createdAt: seconds() - 3600,
    identity,
    fields: { wax: "navy" },
  });
  await page.goto("/account/security");
  await expect(page.getByText("Rita, give your password once more")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { name: "Security" })).toBeVisible();
  const cookie = (await context.cookies()).find(({ name }) => name === "__Host-session");
  expect(cookie?.expires, "it is still the remembered session it was").toBeGreaterThan(
    seconds() + 30 * 86_400,
  );
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("what somebody typed while their session ran out is still in the form when they are back", async ({
      page,
      server,
      context,
    }) => {
      const person = await addPerson(server.databaseUrl, "Suse");
      const cookie = recordOf(person, { createdAt: seconds() - 3600 });
      await plantSession(context, server, cookie);
      await page.goto("/account");
      await page.getByLabel("Name", { exact: true }).fill("Suse the Second");
      await context.clearCookies({ name: "__Host-session" });
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page).toHaveURL(/\/login\?next=%2Faccount/);
      await page.getByLabel("Email").fill(person.email);
      await page.getByLabel("Password").fill(person.password);
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Suse the Second");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.getByRole("navigation", { name: "Account", exact: true })).toContainText(
        "Suse the Second",
      );
      await page.reload();
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Suse the Second");
    });
  });
}

test("who comes back after too long is told why they have to log in", async ({
  page,
  server,
  context,
}) => {
  const person = await addPerson(server.databaseUrl, "Tom");
  const { sealCookie } = await import("@/lib/session/sealed-cookie");
  const { sessionCookie } = await import("@/lib/session/session");
  const record = recordOf(person, { createdAt: seconds() - 3 * 3600 });
  const value = await sealCookie(sessionCookie, record, {
    keyring: [server.secret],
    now: seconds() - 3 * 3600,
  });
  await context.addCookies([
    { name: "__Host-session", value, domain: "localhost", path: "/", secure: true },
  ]);
  await page.goto("/account");
  await expect(
    page.getByText("You were logged out because you had not been here for a while."),
  ).toBeVisible();
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("__Host-session");
});
