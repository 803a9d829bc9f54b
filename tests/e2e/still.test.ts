import { expect, test } from "../fixtures";
import { openWhole } from "../support/barriers";
import { layoutShifts } from "../support/layout-shift";
import { membersPages, openPages } from "../support/places";

for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 800 }]) {
  test.describe(`${viewport.width} wide`, () => {
    test.use({ viewport });

    for (const who of ["guest", "member"] as const) {
      test(`nothing moves while a ${who}'s pages load`, async ({ page, loggedInAs }) => {
        test.slow();
        if (who === "member") await loggedInAs("Rita");
        const pages = who === "member" ? [...openPages, ...membersPages] : openPages;
        for (const path of pages) {
          await openWhole(page, path);
          await page.waitForLoadState("networkidle");
          expect(await layoutShifts(page), path).toEqual([]);
        }
      });
    }
  });
}
