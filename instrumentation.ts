/** Looks at the settings before the first request, so that a fault stops the start and not a visitor. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") (await import("./lib/check-env")).checkEnv();
}
