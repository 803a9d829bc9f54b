import "server-only";
import { env } from "../../env";
import { gitHubProvider } from "./github";
import { openIdProvider } from "./openid";
import type { Provider } from "./provider";

/** The providers with settings, in the order of their links. Add yours here: docs/social-login.md. */
export function listProviders(): Provider[] {
  const settings = env();
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET = "" } = settings;
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET = "" } = settings;
  const { OIDC_CLIENT_ID, OIDC_CLIENT_SECRET = "", OIDC_ISSUER = "", OIDC_NAME } = settings;
  const all = [
    GITHUB_CLIENT_ID && gitHubProvider(GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET),
    GOOGLE_CLIENT_ID &&
      openIdProvider({
        id: "google",
        name: "Google",
        issuer: "https://accounts.google.com",
        clientId: GOOGLE_CLIENT_ID,
        secret: GOOGLE_CLIENT_SECRET,
      }),
    OIDC_CLIENT_ID &&
      openIdProvider({
        id: "oidc",
        name: OIDC_NAME ?? new URL(OIDC_ISSUER).hostname,
        issuer: OIDC_ISSUER,
        clientId: OIDC_CLIENT_ID,
        secret: OIDC_CLIENT_SECRET,
      }),
  ];
  return all.filter((provider) => typeof provider === "object");
}
