import { expect, type Locator, type Page } from "@playwright/test";

type Credentials = Readonly<{ email: string; password: string }>;

/** Logs in with the form on this page. The document can have hidden pages with other fields. */
export async function submitLogin(page: Page, { email, password }: Credentials): Promise<void> {
  const field = (label: string) => page.getByLabel(label).filter({ visible: true });
  await field("Email").fill(email);
  await field("Password").fill(password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
}

/** Signs up with the form on this page. */
export async function submitSignup(
  page: Page,
  { name, email, password }: Credentials & Readonly<{ name: string }>,
): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign up" }).click();
}

/** Saves the name on /account: an action that stays on its page and flashes a message. */
export async function saveName(page: Page, name?: string): Promise<void> {
  const field = page.getByLabel("Name", { exact: true });
  if (name !== undefined) await field.fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

/** The header's links and the user's name. */
export const headerNav = (page: Page): Locator =>
  page.getByRole("navigation", { name: "Account", exact: true });

export async function expectUser(page: Page, name: string): Promise<void> {
  await expect(headerNav(page)).toContainText(name);
}

export async function expectGuest(page: Page): Promise<void> {
  await expect(headerNav(page).getByRole("link", { name: "Log in" })).toBeVisible();
}

/** Logs out with the button of /logout. */
export async function logOut(page: Page): Promise<void> {
  await page.goto("/logout");
  await page.getByRole("button", { name: "Log out", exact: true }).click();
  await expectGuest(page);
}

/** The flash messages on the page. */
export const flashes = (page: Page, category?: "success" | "info" | "warning" | "error"): Locator =>
  page.locator(category ? `[data-flash=${category}]` : "[data-flash]");

/** The error of a form as a whole: no flash message, and not where Next announces the title of a page. */
export const formError = (page: Page): Locator =>
  page.locator("[role=alert]:not([data-flash], #__next-route-announcer__)");

/** Expects an error beside a field. */
export async function expectFieldError(field: Locator): Promise<void> {
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(/\w/);
}
