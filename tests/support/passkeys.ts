import type { Page } from "@playwright/test";

export type Authenticator = Readonly<{
  /** Whether the user confirms every request at once, or leaves it open. */
  setConfirming: (enabled: boolean) => Promise<void>;
  /** The passkeys on it. */
  credentials: () => Promise<readonly { credentialId: string; signCount: number }[]>;
  /** Sets the counter of every passkey. */
  setCounter: (signCount: number) => Promise<void>;
}>;

/** Gives a page's browser a virtual authenticator, like the one of a phone or a laptop (CDP domain WebAuthn). */
export async function addAuthenticator(page: Page): Promise<Authenticator> {
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
  const stored = async () =>
    (await client.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
  return {
    setConfirming: async (enabled) => {
      await client.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
    },
    credentials: stored,
    setCounter: async (signCount) => {
      for (const credential of await stored()) {
        const { credentialId } = credential;
        await client.send("WebAuthn.removeCredential", { authenticatorId, credentialId });
        const changed = { ...credential, signCount };
        await client.send("WebAuthn.addCredential", { authenticatorId, credential: changed });
      }
    },
  };
}

/** Adds a passkey with the button of the security page. */
export async function addPasskey(page: Page): Promise<void> {
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("Passkey added.").waitFor();
}
