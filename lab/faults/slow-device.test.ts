import { expect, test } from "../../tests/fixtures";

test("on a slow device, pages with a password can be left and opened again and again", async ({
  page,
  loggedInAs,
}) => {
  test.setTimeout(300_000);
  await loggedInAs("Anton");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  const tabs = page.getByRole("main").getByRole("navigation");
  const error = page.getByRole("heading", { name: "This page could not be loaded." });
  await page.goto("/account");
  for (let visit = 0; visit < 20; visit++) {
    await tabs.getByRole("link", { name: "Security" }).click();
    const password = page.getByLabel("Current password");
    await expect(password.or(error)).toBeVisible({ timeout: 60_000 });
    await expect(error).toHaveCount(0);
    await tabs.getByRole("link", { name: "Devices" }).click();
    const devices = page.getByRole("heading", { name: "Your devices" });
    await expect(devices).toBeVisible({ timeout: 60_000 });
  }
});
