import type { Instrumentation } from "next";

/**
 * Before the first request: looks at the settings, so that a fault stops the start and not a visitor, and at where
 * connections come from.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  (await import("./lib/check-env")).checkEnv();
  (await import("./lib/socket-address")).watchSockets();
}

/** Faults of pages and actions, for the log and for the status; handlers tell of their own. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { isDatabaseFault, logFault } = await import("./lib/fault");
  if (isDatabaseFault(error)) (await import("./lib/socket-address")).answerUnavailable();
  logFault(error, routePath);
};
