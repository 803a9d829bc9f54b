import { randomUUID } from "node:crypto";
import { expect } from "../fixtures";
import { logInWith, test } from "../support/social-login";
import { flashes } from "../support/steps";

test("a guest's cart comes along to a provider and back", async ({ page, oidc }) => {
  const email = `${randomUUID()}@example.com`;
  oidc.logInAs({ email, email_verified: true, name: "Ada" });
  await page.goto("/products/wax-set");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(flashes(page, "success")).toBeVisible();
  await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
  await logInWith(page, "Test ID", "/login?next=%2Fcart");
  await expect(page).toHaveURL("/cart");
  await expect(flashes(page, "info")).toContainText("The item in your guest cart");
  await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
  await page.context().clearCookies({ name: /cart/ });
  await page.reload();
  await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
});
