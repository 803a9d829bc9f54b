import { expect, test } from "../fixtures";

test("the wax a member chose seals their name on the next device, too", async ({
  page,
  browser,
  server,
  loggedInAs,
}) => {
  const { email, password } = await loggedInAs("Wanda");
  await page.goto("/account");
  await page.getByLabel("navy").check();
  await page.getByRole("button", { name: "Save preferences" }).click();
  await expect(page.getByText("Your name is sealed in navy.")).toBeVisible();
  const other = await (await browser.newContext({ baseURL: server.origin })).newPage();
  await other.goto("/login?next=/account");
  await other.getByLabel("Email").fill(email);
  await other.getByLabel("Password").fill(password);
  await other.getByRole("button", { name: "Log in" }).click();
  await expect(other.getByLabel("navy")).toBeChecked();
  await expect(other.locator("header svg.text-navy")).toBeVisible();
  await other.context().close();
});
