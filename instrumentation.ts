import type { Instrumentation } from "next";

/**
 * Before the first request: looks at the settings, so that a fault stops the start and not a visitor. Then at what
 * requests ask for, where they come from, and how connections end.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  (await import("./lib/check-env")).checkEnv();
  (await import("./lib/next/malformed-urls")).makeUrlsReadable();
  (await import("./lib/next/request-context")).watchSockets();
  // Vercel's functions have no server that closes at the signal: who listens to it there keeps them from ending.
  if (process.env.VERCEL !== "1") (await import("./lib/next/graceful-shutdown")).endGently();
}

/** Faults of pages and actions, for the log and for the status; handlers tell of their own. */
export const onRequestError: Instrumentation.onRequestError = async (
  error,
  _request,
  { routePath },
) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { isDatabaseOutage, logError } = await import("./lib/errors");
  if (isDatabaseOutage(error)) (await import("./lib/next/request-context")).answerUnavailable();
  logError(error, routePath);
};
