import { formatDuration } from "../duration";

/** Too many attempts, or too many at once. Nothing was checked. The message is for the user. */
export class RateLimitError extends Error {
  override name = "RateLimitError";
  /** @param retryAfter whole seconds */
  constructor(
    readonly retryAfter: number,
    readonly code: "too_many_attempts" | "busy" = "too_many_attempts",
  ) {
    const why = code === "busy" ? "Too many logins right now." : "Too many attempts.";
    // Whole minutes, rounded up, are easier to read and never too early.
    const wait = retryAfter > 60 ? Math.ceil(retryAfter / 60) * 60 : retryAfter;
    super(`${why} Try again in ${formatDuration(wait)}.`);
  }
}
