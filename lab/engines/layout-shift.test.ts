import { expect, test } from "../../tests/fixtures";
import { layoutShifts } from "../../tests/support/layout-shift";
import { startLateHoles, startSlowLine } from "../support/slow-network";
import { membersPages, openPages } from "../../tests/support/routes";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
const ALL_AT_ONCE = { width: 1440, height: 1800 };

for (const viewport of [PHONE, DESKTOP, ALL_AT_ONCE]) {
  test.describe(`${viewport.width} wide`, () => {
    test.use({ viewport });

    for (const who of ["guest", "member"] as const) {
      test(`nothing moves on a ${who}'s pages when what they wait for comes late`, async ({
        page,
        server,
        loggedInAs,
      }) => {
        test.slow();
        if (who === "member") await loggedInAs("Rita");
        const line = await startLateHoles(server.origin);
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
        await line.stop();
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

for (const viewport of [PHONE, DESKTOP]) {
  test.describe(`${viewport.width} wide, on a slow line`, () => {
    test.use({ viewport });

    for (const path of [...openPages, ...membersPages]) {
      test(`nothing moves while ${path} comes an element at a time`, async ({
        page,
        server,
        loggedInAs,
      }) => {
        test.slow();
        await loggedInAs("Rita");
        const line = await startSlowLine(server.origin);
        await page.goto(line.origin + path);
        expect(await layoutShifts(page)).toEqual([]);
        await line.stop();
      });
    }
  });
}
