import type { BrowserContext } from "@playwright/test";
import { setCookies } from "./http";
import type { Server } from "./server";

type Pair = Readonly<{ name: string; value: string }>;

/** Adds cookies to a browser, with the attributes of production. */
export async function addCookies(
  context: BrowserContext,
  server: Server,
  cookies: readonly Pair[],
): Promise<void> {
  const { hostname: domain } = new URL(server.origin);
  const attributes = { domain, path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const;
  await context.addCookies(cookies.map(({ name, value }) => ({ name, value, ...attributes })));
}

/** Adds the cookies of these responses to a browser, as if it had sent the requests. */
export const keepCookies = (
  context: BrowserContext,
  server: Server,
  ...responses: readonly Response[]
): Promise<void> => addCookies(context, server, responses.flatMap(setCookies));
