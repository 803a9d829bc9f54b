import "server-only";
import { databaseMessage, logError } from "../../errors";
import { log } from "../../log";
import { clientAddress } from "../client-address";
import { RateLimitError } from "../rate-limit-error";

/** A login by a provider that does not happen. The message is for the user, the code for the log. */
export class LoginRefused extends Error {
  override name = "LoginRefused";
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What the user reads about any error of a login by a provider. Logs it. */
export async function explainRefusal(error: unknown): Promise<string> {
  if (error instanceof RateLimitError) return error.message;
  if (error instanceof LoginRefused) {
    log("provider_refused", { code: error.code, address: await clientAddress() });
    return error.message;
  }
  logError(error);
  return databaseMessage(error) ?? "Something went wrong on our side. Try again.";
}
