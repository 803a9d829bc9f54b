import { expect, test as base } from "../fixtures";
import { startLateHoles, type LateHoles } from "../support/late-holes";
import { layoutShifts } from "../support/layout-shift";
import { membersPages, openPages } from "../support/places";

const test = base.extend<{ line: LateHoles }>({
  line: async ({ server }, use) => {
    const line = await startLateHoles(server.origin);
    await use(line);
    await line.stop();
  },
});

for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 800 }, { width: 1440, height: 1800 }]) {
  test.describe(`${viewport.width} wide`, () => {
    test.use({ viewport });

    for (const who of ["guest", "member"] as const) {
      test(`nothing moves on a ${who}'s pages when what they wait for comes late`, async ({ page, line, loggedInAs }) => {
        test.slow();
        if (who === "member") await loggedInAs("Rita");
        for (const path of openPages) {
          line.hold();
          await page.goto(line.origin + path, { waitUntil: "commit" });
          const waiting = page.locator("[data-waiting]").filter({ visible: true });
          await expect(waiting, path).not.toHaveCount(0);
          expect(await layoutShifts(page), `${path}, before`).toEqual([]);
          line.letGo();
          await expect(waiting, path).toHaveCount(0);
          await page.waitForLoadState("networkidle");
          expect(await layoutShifts(page), path).toEqual([]);
        }
      });
    }

    test("nothing moves while a member's own pages load", async ({ page, loggedInAs }) => {
      await loggedInAs("Rita");
      for (const path of membersPages) {
        await page.goto(path, { waitUntil: "networkidle" });
        expect(await layoutShifts(page), path).toEqual([]);
      }
    });
  });
}
