/** For how long, as people say it: `40 seconds`, `a minute`, `4 minutes`. */
export function inWords(seconds: number): string {
  if (seconds <= 1) return "a second";
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}

/** Too much was tried, or too much is going on: nothing was looked at. Forms and handlers both know what to say. */
export class RateLimitError extends Error {
  override name = "TooManyTries";
  /** @param retryAfter whole seconds until a try is taken again */
  constructor(
    readonly retryAfter: number,
    readonly code: "too_many_attempts" | "busy" = "too_many_attempts",
  ) {
    const why = code === "busy" ? "Many people are logging in right now." : "Too many tries.";
    super(`${why} Try again in ${inWords(retryAfter)}.`);
  }
}
