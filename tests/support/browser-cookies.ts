import type { BrowserContext } from "@playwright/test";
import type { Server } from "../fixtures";
import { setCookies } from "./http";

/** Gives a browser the cookies that these answers set, as if it had asked itself. */
export async function keepCookies(
  context: BrowserContext,
  server: Server,
  ...answers: readonly Response[]
): Promise<void> {
  const { hostname: domain } = new URL(server.origin);
  const cookies = answers.flatMap(setCookies);
  await context.addCookies(
    cookies.map(({ name, value }) => ({
      name,
      value,
      domain,
      path: "/",
      secure: true,
      httpOnly: true,
    })),
  );
}
