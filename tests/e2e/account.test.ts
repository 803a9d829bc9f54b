import { expect, setSessionCookie, SESSION_COOKIE, test, type Page } from "../fixtures";
import { post, recordOf, seconds, sealedSession, send, setCookies } from "../support/http";
import { expectFieldError, expectGuest, expectUser, flashes } from "../support/steps";
import { saveName, submitLogin } from "../support/steps";
import { addUser } from "../support/users";

const sessionCookie = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === SESSION_COOKIE);

test("the device list marks this device, puts it first and logs out any of them", async ({
  page,
  server,
  loggedInAs,
}) => {
  const { email, password } = await loggedInAs("Nora");
  const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Firefox/140.0";
  await post(server, "/api/login", { email, password }, { "user-agent": firefox });
  await page.goto("/account/sessions");
  const devices = page.getByRole("listitem");
  await expect(devices).toHaveText([/This device/, /Firefox on Windows/]);
  await devices.nth(1).getByRole("button", { name: "Log out this device" }).click();
  await expect(flashes(page, "success")).toBeVisible();
  await expect(devices).toHaveText([/This device/]);
  await devices.first().getByRole("button", { name: "Log out this device" }).click();
  await expectGuest(page);
});

test("changing the password ends every other session and continues this one", async ({
  page,
  server,
  loggedInAs,
}) => {
  const { email, password } = await loggedInAs("Otto");
  const before = `${SESSION_COOKIE}=${(await sessionCookie(page))?.value}`;
  const [other] = setCookies(await post(server, "/api/login", { email, password }));
  const change = async (current: string) => {
    await page.getByLabel("Current password").fill(current);
    await page.getByLabel("New password").fill("a much better one");
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await page.goto("/account/security");
  await change("not this one");
  await expectFieldError(page.getByLabel("Current password"));
  await change(password);
  await expect(flashes(page, "success")).toBeVisible();
  for (const cookie of [before, `${other?.name}=${other?.value}`]) {
    const session = await send(server, "/api/session", { headers: { cookie } });
    expect(await session.json()).toMatchObject({ signedIn: false });
  }
  await page.goto("/account");
  await expect(page.getByText(email)).toBeVisible();
  const logins = [password, "a much better one"].map((word) =>
    post(server, "/api/login", { email, password: word }),
  );
  expect((await Promise.all(logins)).map(({ status }) => status)).toEqual([401, 200]);
});

test("deleting the account ends its session and removes the login", async ({
  page,
  server,
  loggedInAs,
}) => {
  const { email, password } = await loggedInAs("Paul");
  const cookie = `${SESSION_COOKIE}=${(await sessionCookie(page))?.value}`;
  await page.goto("/account/security");
  await page.getByRole("group").filter({ hasText: "delete" }).locator("summary").click();
  await page.getByRole("button", { name: "Delete account" }).click();
  await expectGuest(page);
  await expect(flashes(page, "info")).toBeVisible();
  expect((await post(server, "/api/login", { email, password })).status).toBe(401);
  const session = await send(server, "/api/session", { headers: { cookie } });
  expect(await session.json()).toMatchObject({ signedIn: false });
});

test("the security page requires a recent login, which keeps “Remember me”", async ({
  page,
  server,
  context,
}) => {
  const user = await addUser(server.databaseUrl, "Rita");
  const record = recordOf(user, { permanent: true });
  const identity = record.identity && { ...record.identity, provenAt: seconds() - 3600 };
  await setSessionCookie(context, server, { ...record, identity });
  await page.goto("/account/security");
  await expect(page).toHaveURL("/login?next=%2Faccount%2Fsecurity");
  await expect(page.getByLabel("Email")).toHaveValue(user.email);
  await submitLogin(page, user);
  await expect(page).toHaveURL("/account/security");
  expect((await sessionCookie(page))?.expires).toBeGreaterThan(seconds() + 30 * 86_400);
});

for (const [name, link, path] of [
  ["after an hour, a click on Security", "Security", "/account/security"],
  ["after a logout elsewhere, a click on Devices", "Devices", "/account/sessions"],
] as const) {
  test(`${name} asks to log in once`, async ({ page, server, context, loggedInAs }) => {
    const user = await loggedInAs("Rosa");
    await page.goto("/account");
    await expectUser(page, user.name);
    const record = recordOf(user);
    const identity =
      link === "Security"
        ? record.identity && { ...record.identity, provenAt: seconds() - 3600 }
        : record.identity && { ...record.identity, id: "x".repeat(24) };
    await setSessionCookie(context, server, { ...record, identity });
    await page.getByRole("main").getByRole("link", { name: link }).click();
    await expect(page).toHaveURL(`/login?next=${encodeURIComponent(path)}`);
    await submitLogin(page, user);
    await expect(page).toHaveURL(path);
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Log in");
    await expect(flashes(page, "success")).toBeVisible();
  });
}

test("the login page shows the reason why a session ended", async ({ page, server, context }) => {
  const user = await addUser(server.databaseUrl, "Tom");
  const explanation = async (): Promise<string> => {
    // Not the placeholder.
    await expect(page.locator("[data-waiting]")).toHaveCount(0);
    return (await page.getByRole("main").locator("p").first().textContent()) ?? "";
  };
  await page.goto("/login?next=%2Faccount");
  const invitation = await explanation();
  const shown = async (cookie: string): Promise<string> => {
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, domain: "localhost", path: "/", secure: true }]);
    await page.goto("/account");
    await expect(page).toHaveURL("/login?next=%2Faccount");
    return explanation();
  };
  const [hour, now] = [3600, seconds()];
  const reasons = [
    await shown(await sealedSession(server, recordOf(user), { now: now - 3 * hour })),
    await shown(await sealedSession(server, recordOf(user, { createdAt: now - 13 * hour }))),
    await shown(await sealedSession(server, recordOf({ ...user, sessionId: "x".repeat(24) }))),
  ];
  expect(new Set(reasons).size).toBe(3);
  for (const reason of reasons) {
    expect(reason).toContain(invitation);
    expect(reason).not.toBe(invitation);
  }
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a form sent after the session ended keeps its values through the login", async ({
      page,
      context,
      loggedInAs,
    }) => {
      const user = await loggedInAs("Suse");
      await page.goto("/account");
      await context.clearCookies({ name: SESSION_COOKIE });
      await saveName(page, "Suse the Second");
      await expect(page).toHaveURL("/login?next=%2Faccount");
      await submitLogin(page, user);
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Suse the Second");
      await saveName(page);
      await expectUser(page, "Suse the Second");
      await page.reload();
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Suse the Second");
    });
  });
}
