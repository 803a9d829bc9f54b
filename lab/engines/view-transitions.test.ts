import { expect, test, type Page } from "../../tests/fixtures";

/** The parts of the page that a view transition has moved so far. */
async function recordMoves(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const parts = new Set<string>();
    Object.assign(window, { parts });
    const read = () => {
      for (const { effect } of document.getAnimations()) {
        const part = effect instanceof KeyframeEffect ? effect.pseudoElement : null;
        if (part?.startsWith("::view-transition-group(")) parts.add(part.slice(24, -1));
      }
      requestAnimationFrame(read);
    };
    read();
  });
  return () => page.evaluate(() => [...(window as unknown as { parts: Set<string> }).parts]);
}

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  test.describe(`prefers-reduced-motion: ${reducedMotion}`, () => {
    test.use({ contextOptions: { reducedMotion } });

    const outcome = reducedMotion === "reduce" ? "does not move" : "moves";
    test(`a product's picture ${outcome} to its page`, async ({ page }) => {
      await page.goto("/");
      await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
      await page.waitForLoadState("networkidle");
      const moves = await recordMoves(page);
      await page.getByRole("link", { name: "Dip Pen" }).click();
      await expect(page.getByRole("heading", { name: "Dip Pen", level: 1 })).toBeVisible();
      await expect(page.getByRole("button", { name: "Add to cart" })).toBeVisible();
      if (reducedMotion === "reduce") expect(await moves()).not.toContain("picture-dip-pen");
      else await expect.poll(moves).toContain("picture-dip-pen");
    });
  });
}
