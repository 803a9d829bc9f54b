import "server-only";
import * as openid from "openid-client";
import * as z from "zod";
import { TIMEOUT, type Provider } from "./provider";

type Settings = Pick<Provider, "id" | "name"> &
  Readonly<{ issuer: string; clientId: string; secret: string }>;

/** A linked login needs none of these, so one of another type counts as missing. */
const text = z.string().optional().catch(undefined);
const profile = z.object({ email: text, email_verified: z.unknown().optional(), name: text });

/** OpenID Connect Core 1.0, 2. A database would not keep other characters apart. */
const subjectClaim = z.string().regex(/^[\x20-\x7e]{1,255}$/);

const configurations = new Map<string, Promise<openid.Configuration>>();

/** `client_secret_basic` is what a client is registered with unless it asks for something else. */
const clientAuth =
  (secret: string): openid.ClientAuth =>
  (server, ...request) => {
    const { token_endpoint_auth_methods_supported: methods = ["client_secret_basic"] } = server;
    const isBasic = methods.includes("client_secret_basic");
    const auth = isBasic ? openid.ClientSecretBasic(secret) : openid.ClientSecretPost(secret);
    auth(server, ...request);
  };

/** Reads the provider's addresses and keys. Kept when it worked. */
async function discover({ issuer, clientId, secret }: Settings): Promise<openid.Configuration> {
  // The library checks no signature otherwise, because the ID token comes over TLS.
  const checks = [openid.enableNonRepudiationChecks];
  // lib/env.ts allows http on a loopback address only.
  if (issuer.startsWith("http:")) checks.push(openid.allowInsecureRequests);
  const options = { timeout: TIMEOUT, execute: checks };
  const key = `${issuer} ${clientId}`;
  const found =
    configurations.get(key) ??
    openid.discovery(new URL(issuer), clientId, undefined, clientAuth(secret), options);
  configurations.set(key, found);
  found.catch(() => configurations.delete(key));
  return found;
}

/** A provider that speaks OpenID Connect: its issuer publishes everything else. */
export const openIdProvider = (settings: Settings): Provider => ({
  id: settings.id,
  name: settings.name,
  scope: "openid email profile",
  isOpenId: true,
  configure: () => discover(settings),
  readClaims: async (config, tokens) => {
    const claims = tokens.claims();
    if (!claims) throw new TypeError("no ID token");
    // Providers may leave the address out of the token.
    const isComplete = "email" in claims || !config.serverMetadata().userinfo_endpoint;
    const found = isComplete
      ? claims
      : await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
    const { email, email_verified: isVerified, name } = profile.parse(found);
    // A subject is unique at its issuer only (OpenID Connect Core 1.0, 5.7), and the operator can change the issuer.
    const subject = `${claims.iss} ${subjectClaim.parse(claims.sub)}`;
    return { subject, email, isEmailVerified: isVerified === true, name, label: email };
  },
});
