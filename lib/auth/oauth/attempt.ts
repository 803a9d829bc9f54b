import "server-only";
import type { NextRequest } from "next/server";
import * as openid from "openid-client";
import type * as z from "zod";
import { ownOrigin } from "../../http/origin";
import { HOME } from "../../routes";
import { cookieStore } from "../../session/cookie-store";
import { clientAddress } from "../client-address";
import { limits } from "../limits";
import { countForAddress } from "../login-limits";
import { oauthAttemptCookie } from "./attempt-cookie";
import { LoginRefused } from "./login-refused";
import type { Claims, Provider } from "./provider";
import { listProviders } from "./providers";

/** The longest target after login, in characters: several attempts share one header. */
const MAX_NEXT = 500;

/** A login at a provider that this browser has begun. */
export type Attempt = z.output<typeof oauthAttemptCookie.schema>;

/** @throws LoginRefused when the provider does not exist or has no settings */
export function findProvider(id: string): Provider {
  const provider = listProviders().find((each) => each.id === id);
  if (!provider) throw new LoginRefused("unknown_provider", "This site has no such login.");
  return provider;
}

const redirectUri = (request: NextRequest, { id }: Provider): string =>
  `${ownOrigin(request)}/api/oauth/${id}/callback`;

/**
 * Begins a login at a provider, in a cookie of its own.
 * @returns the provider's page to go to
 * @throws LoginRefused when the provider cannot be reached
 */
export async function beginAttempt(
  request: NextRequest,
  provider: Provider,
  { next, link }: Pick<Attempt, "next" | "link">,
): Promise<URL> {
  const [state, nonce] = [openid.randomState(), openid.randomNonce()];
  const verifier = openid.randomPKCECodeVerifier();
  const url = await ask(provider, async () =>
    openid.buildAuthorizationUrl(await provider.configure(), {
      redirect_uri: redirectUri(request, provider),
      scope: provider.scope,
      state,
      ...(provider.isOpenId && { nonce }),
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    }),
  );
  const target = next.length <= MAX_NEXT ? next : HOME;
  const attempt = { provider: provider.id, state, nonce, verifier, next: target, link };
  await cookieStore.add(oauthAttemptCookie, attempt);
  return url;
}

/** The attempt that this callback ends; null when this browser did not begin it. Its cookie is deleted. */
export async function takeAttempt({ nextUrl }: NextRequest, id: string): Promise<Attempt | null> {
  const state = nextUrl.searchParams.get("state");
  const attempts = await cookieStore.readAll(oauthAttemptCookie);
  const own = attempts.find(({ data }) => data.state === state && data.provider === id);
  if (own) await cookieStore.delete(own.cookie);
  return own?.data ?? null;
}

/**
 * Redeems the code of a callback.
 * @throws LoginRefused when the user or the provider refused, or an answer is not what the attempt expects; RateLimitError
 */
export async function redeemCode(
  request: NextRequest,
  provider: Provider,
  { state, nonce, verifier }: Attempt,
): Promise<Claims> {
  if (request.nextUrl.searchParams.get("error") === "access_denied") {
    const message = `You did not allow the login with ${provider.name}. Try again, or log in another way.`;
    throw new LoginRefused("access_denied", message);
  }
  await countForAddress(limits.provider, await clientAddress());
  return ask(provider, async () => {
    const config = await provider.configure();
    const url = new URL(redirectUri(request, provider) + request.nextUrl.search);
    const tokens = await openid.authorizationCodeGrant(config, url, {
      expectedState: state,
      pkceCodeVerifier: verifier,
      ...(provider.isOpenId && { expectedNonce: nonce }),
    });
    return provider.readClaims(config, tokens);
  });
}

/** Whatever a provider answers, or that it does not, is a sentence for the user. */
async function ask<T>(provider: Provider, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = `${provider.name} did not confirm your login. Try again, or log in another way.`;
    throw new LoginRefused(`${provider.id} ${reasonOf(error)}`, message);
  }
}

/** Error codes only: messages and descriptions can quote what a client or a provider sent. */
function reasonOf(error: unknown): string {
  const { name, code, cause } = error as Error & {
    code?: string;
    cause?: { code?: string; error?: string };
  };
  return [name, code, cause?.code, cause?.error]
    .filter((part) => /^\w{1,60}$/.test(part ?? ""))
    .join(" ");
}
