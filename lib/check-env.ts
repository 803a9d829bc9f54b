import "server-only";
import { env } from "./env";

/** Ends the process with every fault in the settings, a sentence each, when there is one. */
export function checkEnv(): void {
  try {
    env();
  } catch (error) {
    process.stderr.write(`\nSignet does not start:\n${(error as Error).message}\n\n`);
    process.exit(1);
  }
}
