import { expect, test, type Page } from "../fixtures";

/** What another build calls an action: as long a name, and nobody's in this one. */
const renamed = (text: string): string =>
  text.replaceAll(/(?<![0-9a-f])[0-9a-f]{42}(?![0-9a-f])/g, (id) => [...id].reverse().join(""));

/** Opens a page as an older deploy sent it: what is first sent from it names an action that this server never had. */
async function openBeforeDeploy(page: Page, path: string, script: boolean): Promise<void> {
  let sent = false;
  await page.route("**", async (route) => {
    const headers = route.request().headers();
    const action = headers["next-action"];
    if (action && !sent) {
      sent = true;
      return route.continue({ headers: { ...headers, "next-action": renamed(action) } });
    }
    if (script || route.request().resourceType() !== "document") return route.continue();
    const response = await route.fetch();
    return route.fulfill({ response, body: renamed(await response.text()) });
  });
  await page.goto(path);
  if (!script) await page.unroute("**");
}

const message = (page: Page) => page.locator("[data-flash=warning]");
const SENTENCE =
  "This site was updated while you had the page open. Look through it, and send it once more.";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a form opened before a deploy and sent after it says so, and keeps what was typed, but no password", async ({
      page,
    }) => {
      await openBeforeDeploy(page, "/signup?next=%2Faccount", javaScriptEnabled);
      await page.getByLabel("Name").fill("Vera");
      await page.getByLabel("Email").fill(`vera-${javaScriptEnabled}@example.com`);
      await page.getByLabel("Password").fill("a fine sentence");
      await page.getByRole("button", { name: "Sign up" }).click();
      await expect(message(page)).toContainText(SENTENCE);
      await expect(page).toHaveURL("/signup?next=%2Faccount");
      await expect(page.getByLabel("Name")).toHaveValue("Vera");
      await expect(page.getByLabel("Email")).toHaveValue(`vera-${javaScriptEnabled}@example.com`);
      await expect(page.getByLabel("Password")).toHaveValue("");
      await page.getByLabel("Password").fill("a fine sentence");
      await page.getByRole("button", { name: "Sign up" }).click();
      await expect(page).toHaveURL("/account");
    });

    test("what a member typed before a deploy is in the form again, and nothing was changed by it", async ({
      page,
      loggedInAs,
    }) => {
      await loggedInAs("Wanda");
      await openBeforeDeploy(page, "/account", javaScriptEnabled);
      await page.getByLabel("Name", { exact: true }).fill("Wanda the Second");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(message(page)).toContainText(SENTENCE);
      await expect(page.getByRole("navigation", { name: "Account" })).toContainText("Wanda");
      await expect(page.getByRole("navigation", { name: "Account" })).not.toContainText("Second");
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Wanda the Second");
    });
  });
}

test("a button from before a deploy says what to do, and works on the page loaded anew", async ({
  page,
  loggedInAs,
}) => {
  await loggedInAs("Xenia");
  await openBeforeDeploy(page, "/account", true);
  await page.getByRole("radio", { name: "forest" }).check();
  await page.getByRole("button", { name: "Save preferences" }).click();
  await expect(
    page.getByRole("heading", { name: "This site was updated while you had the page open." }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Load the page anew" }).click();
  await expect(page.getByRole("radio", { name: "forest" })).not.toBeChecked();
  await page.getByRole("radio", { name: "forest" }).check();
  await page.getByRole("button", { name: "Save preferences" }).click();
  await expect(page.locator("[data-flash=success]")).toBeVisible();
});

test.describe("a button without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("from before a deploy leads back to its page, with the sentence", async ({
    page,
    loggedInAs,
  }) => {
    await loggedInAs("Yma");
    await openBeforeDeploy(page, "/account", false);
    await page.getByRole("radio", { name: "forest" }).check();
    await page.getByRole("button", { name: "Save preferences" }).click();
    await expect(message(page)).toContainText(SENTENCE);
    await expect(page.getByRole("radio", { name: "forest" })).not.toBeChecked();
  });
});
