import "server-only";
import type { authorizationCodeGrant, Configuration } from "openid-client";

/** Seconds that a provider has for each answer. */
export const TIMEOUT = 5;

/** Who logged in at a provider, as the provider writes it: nothing is validated yet. */
export type Claims = Readonly<{
  /** The provider's id of the user, with the issuer if that can change. Unlike an address it stays the same. */
  subject: string;
  email?: string;
  isEmailVerified?: boolean;
  name?: string;
  /** What the user calls this login: an address or a name at the provider. */
  label?: string;
}>;

type Tokens = Awaited<ReturnType<typeof authorizationCodeGrant>>;

/** Another site where users can log in. */
export type Provider = Readonly<{
  /** In the path: /api/oauth/[provider]. */
  id: string;
  /** For people: “Continue with GitHub”. */
  name: string;
  scope: string;
  /** The provider speaks OpenID Connect, so its ID token repeats the nonce. */
  isOpenId: boolean;
  configure: () => Promise<Configuration>;
  readClaims: (config: Configuration, tokens: Tokens) => Promise<Claims>;
}>;
