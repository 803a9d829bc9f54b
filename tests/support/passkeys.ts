import { expect, type Page } from "@playwright/test";
import { execute } from "./database";
import type { Server } from "./server";
import type { TestUser } from "./users";

export type Authenticator = Readonly<{
  /** How often its passkey was used. */
  counter: () => Promise<number>;
}>;

/**
 * Gives a page's browser a virtual authenticator (CDP domain WebAuthn). It confirms every request at once, as a quick user.
 * @param suggests whether the browser suggests passkeys in a field. It then chooses one when the field is used.
 */
export async function addAuthenticator(
  page: Page,
  { suggests = false } = {},
): Promise<Authenticator> {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  const { authenticatorId } = await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  if (!suggests) {
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    });
  }
  return {
    counter: async () => {
      const { credentials } = await client.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials[0]?.signCount ?? 0;
    },
  };
}

/** The user's passkeys on the security page. */
export const passkeyRows = (page: Page) =>
  page.getByRole("region", { name: "Passkeys" }).getByRole("listitem");

export const countPasskeys = async (server: Server, { id }: TestUser): Promise<number> =>
  (await execute(server, "select * from passkeys where user_id = ?", id)).length;

/** Adds a passkey with the button of the security page. */
export async function addPasskey(page: Page): Promise<void> {
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("Passkey added.").waitFor();
}

/** Presses the button of the login page. */
export async function logInByButton(page: Page): Promise<void> {
  await expect(page.locator("[data-waiting]")).toHaveCount(0);
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
}
