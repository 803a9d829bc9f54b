import { formCookie } from "@/lib/http/form-cookie";
import { flashCookie } from "@/lib/session/cookies";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { expect, SESSION_COOKIE, test, type Page } from "../fixtures";
import { expectFieldError, expectUser } from "../support/steps";
import { flashes, formError, saveName, submitLogin, submitSignup } from "../support/steps";
import { recordOf, sealedSession, send, setCookies } from "../support/http";
import { startServer } from "../support/server";
import { addUser } from "../support/users";

const password = (page: Page) => page.getByLabel("Password");

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("sign-up shows an error beside each field and keeps what was entered, except passwords", async ({
      page,
    }) => {
      const user = { name: "Nell", email: "not an address", password: "short" };
      await page.goto("/signup?next=%2Faccount");
      await submitSignup(page, { ...user, name: "" });
      for (const label of ["Name", "Email", "Password"])
        await expectFieldError(page.getByLabel(label));
      await expect(page.getByLabel("Email")).toHaveValue("not an address");
      await expect(password(page)).toHaveValue("");
      await expect(page).toHaveURL("/signup?next=%2Faccount");
      const email = `nell-${javaScriptEnabled}@example.com`;
      await submitSignup(page, { ...user, email, password: "  spaces count  " });
      await expect(page).toHaveURL("/account");
    });

    test("sign-up says when an address already has an account", async ({ page, server }) => {
      const { email } = await addUser(server.databaseUrl, "Olga");
      const user = { name: "Another Olga", email: email.toUpperCase(), password: "a sentence" };
      await page.goto("/signup");
      await submitSignup(page, user);
      await expectFieldError(page.getByLabel("Email"));
      await expect(page.getByLabel("Name")).toHaveValue("Another Olga");
    });

    test("login gives one answer for an unknown address and a wrong password", async ({
      page,
      server,
    }) => {
      const user = await addUser(server.databaseUrl, "Pia");
      const answers = [];
      await page.goto("/login");
      for (const email of ["unknown@example.com", user.email]) {
        await page.getByRole("checkbox", { name: "Remember me" }).check();
        await submitLogin(page, { email, password: "not this one" });
        await expect(formError(page)).toBeVisible();
        await expect(page.getByLabel("Email")).toHaveValue(email);
        await expect(page.getByRole("checkbox", { name: "Remember me" })).toBeChecked();
        await expect(password(page)).toHaveValue("");
        answers.push(await formError(page).textContent());
      }
      expect(answers[1]).toBe(answers[0]);
      await submitLogin(page, user);
      await expectUser(page, "Pia");
      const cookie = (await page.context().cookies()).find(({ name }) => name === SESSION_COOKIE);
      expect(cookie?.expires).toBeGreaterThan(Date.now() / 1000 + 30 * 86_400);
    });

    test("a changed name shows in the header at once", async ({ page, loggedInAs }) => {
      await loggedInAs("Rosa");
      const name = page.getByLabel("Name", { exact: true });
      await page.goto("/account");
      await saveName(page, "Rosa Luxemburg");
      await expectUser(page, "Rosa Luxemburg");
      await expect(name).toHaveValue("Rosa Luxemburg");
      await saveName(page, "   ");
      await expectFieldError(name);
    });
  });
}

test("the first invalid field gets the focus", async ({ page }) => {
  await page.goto("/signup");
  await submitSignup(page, { name: "Tess", email: "", password: "" });
  await expect(page.getByLabel("Email")).toBeFocused();
});

test("a password field is emptied when the user navigates to another page", async ({ page }) => {
  await page.goto("/login");
  await password(page).fill("half a secr");
  await page.getByRole("main").getByRole("link", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { name: "Sign up" })).toBeVisible();
  await expect(page.getByLabel("Name")).toBeVisible();
  await expect(page.locator("input[type=password]")).toHaveCount(1);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  // Next keeps the sign-up page in the document, hidden.
  await expect(password(page).filter({ visible: true })).toHaveValue("");
});

test("a form that was restored after a login keeps its text when it is refused", async ({
  page,
  context,
  loggedInAs,
}) => {
  const user = await loggedInAs("Ada");
  const name = page.getByLabel("Name");
  await page.goto("/account");
  await context.clearCookies({ name: SESSION_COOKIE });
  await saveName(page, "Ada the Second");
  await submitLogin(page, user);
  await expect(name).toHaveValue("Ada the Second");
  await saveName(page, "x".repeat(81));
  await expectFieldError(name);
  await expect(name).toHaveValue("x".repeat(81));
});

test("a form that was restored after a login keeps its text until it is sent", async ({
  page,
  context,
  loggedInAs,
}) => {
  const user = await loggedInAs("Ben");
  const name = page.getByLabel("Name").filter({ visible: true });
  const tabs = page.getByRole("main").getByRole("navigation");
  await page.goto("/account");
  await context.clearCookies({ name: SESSION_COOKIE });
  await saveName(page, "Ben the Second");
  await submitLogin(page, user);
  await expect(name).toHaveValue("Ben the Second");
  await page.getByRole("button", { name: "Save preferences" }).click();
  await expect(flashes(page)).toContainText("Preferences saved.");
  await expect(name).toHaveValue("Ben the Second");
  await tabs.getByRole("link", { name: "Devices" }).click();
  await expect(page.getByRole("heading", { name: "Your devices" })).toBeVisible();
  await tabs.getByRole("link", { name: "Profile" }).click();
  await expect(name).toHaveValue("Ben the Second");
});

test("with the database down, the page of a refused form keeps what was entered for the next try", async ({
  server,
}) => {
  const user = recordOf(await addUser(server.databaseUrl, "Quirin"));
  const kept = { form: "profile", page: "/account", errors: {}, values: { name: "A long text" } };
  const seal = await SealedCookie.seal(formCookie, kept, { keyring: [server.secret] });
  const message = { category: "info", text: "Shown once" } as const;
  const flash = await SealedCookie.seal(flashCookie, message, { keyring: [server.secret] });
  const session = await sealedSession(server, user);
  const cookie = `${session}; __Host-form.a=${seal}; __Host-flash.b=${flash}`;
  const env = { SESSION_SECRET: server.secret, DATABASE_URL: "http://127.0.0.1:9" };
  const offline = await startServer({ env });
  try {
    const response = await send(offline, "/account", { headers: { cookie } });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain(message.text);
    const deleted = setCookies(response).map(({ name }) => name);
    expect(deleted).toContain("__Host-flash.b");
    expect(deleted).not.toContain("__Host-form.a");
  } finally {
    await offline.stop();
  }
  const { headers } = await send(server, "/account", { headers: { cookie } });
  expect(headers.get("set-cookie")).toContain("__Host-form.a=;");
});

test("a login whose next page is stopped leaves a page that works", async ({
  page,
  context,
  server,
}) => {
  await page.clock.install();
  await page.goto("/login?next=%2Faccount");
  await page.route("**/account", () => {});
  const requested = page.waitForRequest("**/account");
  await submitLogin(page, await addUser(server.databaseUrl, "Rudi"));
  await requested;
  await (await context.newCDPSession(page)).send("Page.stopLoading");
  await page.clock.runFor(10_000);
  await expectUser(page, "Rudi");
  await page.getByRole("link", { name: "Signet" }).click();
  await expect(page).toHaveURL("/");
});

test("an action that is sent to another page, because that is being loaded, does nothing", async ({
  server,
}) => {
  const { id: user, email, password } = await addUser(server.databaseUrl, "Stine");
  const html = await (await send(server, "/login")).text();
  const id = /&quot;id&quot;:&quot;([0-9a-f]{42})/.exec(html)?.[1] ?? "";
  const logInAt = (path: string) => {
    const body = new FormData();
    const fields = { email, password, remember: "", next: "/" };
    for (const [name, value] of Object.entries(fields)) body.set(`_1_${name}`, value);
    body.set("0", '[{"errors":{},"values":{}},"$K1"]');
    return send(server, path, { method: "POST", headers: { "next-action": id }, body });
  };
  const logins = () => server.log().split(`"event":"login","user":"${user}"`).length - 1;
  expect(setCookies(await logInAt("/signup"))).toEqual([]);
  expect(logins()).toBe(0);
  expect(setCookies(await logInAt("/login"))).not.toEqual([]);
  expect(logins()).toBe(1);
});
