import "server-only";
import { sealedCookies } from "./cookies";
import { parseEnv } from "./env";
import { sessionCookie } from "./session/cookies";

const isTaken = (name: string): boolean =>
  sealedCookies.some((cookie) => cookie !== sessionCookie && cookie.name === name);

/** Ends the process when the environment is not valid, with one sentence for each problem. */
export function checkEnv(): void {
  try {
    parseEnv(process.env, isTaken);
  } catch (error) {
    process.stderr.write(`\nThe app does not start:\n${(error as Error).message}\n\n`);
    process.exit(1);
  }
}
