import { expect, test } from "../fixtures";

test("somebody signs up, logs out, logs in and is greeted by name", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByText("You are not logged in.")).toBeVisible();
  await page.getByRole("link", { name: "Sign up" }).click();
  await page.getByLabel("Name").fill("Zoë");
  await page.getByLabel("Email").fill("zoe@example.com");
  await page.getByLabel("Password").fill("a sentence of mine");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByText("Hello, Zoë!")).toBeVisible();
  await expect(page.locator("[data-flash=success]")).toContainText("Welcome, Zoë.");
  await page.getByRole("link", { name: "Log out" }).click();
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByText("You are not logged in.")).toBeVisible();
  await expect(page.locator("[data-flash=info]")).toContainText("You are logged out.");
  await page.goto("/login");
  await page.getByLabel("Email").fill("ZOE@example.com ");
  await page.getByLabel("Password").fill("a sentence of mine");
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByText("Hello, Zoë!")).toBeVisible();
});

test("a member is greeted without ever typing a password in a test", async ({
  page,
  loggedInAs,
  session,
}) => {
  await loggedInAs("Mina");
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  await page.getByLabel("forest").check();
  await page.getByRole("button", { name: "Save preferences" }).click();
  await expect(page.locator("[data-flash]")).toContainText("sealed in forest");
  expect(await session.get()).toEqual({ wax: "forest" });
});
