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

/** Faults of pages and actions, for the log; handlers tell of their own. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath }) => {
  if (process.env.NEXT_RUNTIME === "nodejs") (await import("./lib/fault")).logFault(error, routePath);
};
