import { expect, test } from "../../tests/fixtures";

test("on a slow device, pages with a password can be left and opened again and again", async ({
  page,
  loggedInAs,
}) => {
  test.slow();
  await loggedInAs("Anton");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  const tabs = page.getByRole("main").getByRole("navigation");
  await page.goto("/account");
  for (let visit = 0; visit < 20; visit++) {
    await tabs.getByRole("link", { name: "Security" }).click();
    await expect(page.getByLabel("Current password")).toBeVisible();
    await tabs.getByRole("link", { name: "Devices" }).click();
    await expect(page.getByRole("heading", { name: "Your devices" })).toBeVisible();
  }
});
