import { expect, test } from "../../tests/fixtures";
import { layoutShifts } from "../support/layout-shift";
import { protectedPages, publicPages } from "../../tests/support/routes";
import { startSlowNetwork } from "../support/slow-network";

const viewports = {
  "a phone": { width: 390, height: 844 },
  "a desktop": { width: 1280, height: 800 },
  "a tall screen": { width: 1440, height: 1800 },
};

for (const [device, viewport] of Object.entries(viewports)) {
  test.describe(`on ${device}`, () => {
    test.use({ viewport });

    for (const who of ["guest", "user"] as const) {
      test(`sections that stream in late shift nothing on the public pages of a ${who}`, async ({
        page,
        server,
        loggedInAs,
      }) => {
        test.slow();
        if (who === "user") await loggedInAs("Rita");
        const network = await startSlowNetwork(server.origin);
        for (const path of publicPages) {
          network.hold();
          await page.goto(network.origin + path, { waitUntil: "commit" });
          const pending = page.locator("[data-waiting]").filter({ visible: true });
          await expect(pending, path).not.toHaveCount(0);
          expect(await layoutShifts(page), `${path}, shell`).toEqual([]);
          network.release();
          await expect(pending, path).toHaveCount(0);
          await page.waitForLoadState("networkidle");
          expect(await layoutShifts(page), `${path}, complete`).toEqual([]);
        }
        await network.stop();
      });
    }

    test("nothing shifts while the pages of a user load", async ({ page, loggedInAs }) => {
      await loggedInAs("Rita");
      for (const path of protectedPages) {
        await page.goto(path, { waitUntil: "networkidle" });
        expect(await layoutShifts(page), path).toEqual([]);
      }
    });
  });
}
