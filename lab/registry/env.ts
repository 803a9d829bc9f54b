const DAY = 86_400;

const readSettings = () => ({
  SESSION_SECRET: (process.env.SESSION_SECRET ?? "").split(",").map((secret) => secret.trim()),
  SESSION_COOKIE_NAME: "session",
  SESSION_COOKIE_SECURE: process.env.NODE_ENV === "production",
  SESSION_COOKIE_DOMAIN: undefined as string | undefined,
  SESSION_COOKIE_SAMESITE: "lax" as "lax" | "strict" | "none",
  SESSION_COOKIE_PATH: "/",
  SESSION_COOKIE_PARTITIONED: false,
  // Idle and absolute timeouts, in seconds: with “Remember me”, and without.
  PERMANENT_SESSION_LIFETIME: 31 * DAY,
  PERMANENT_SESSION_MAX: 90 * DAY,
  SESSION_IDLE_TIMEOUT: 2 * 3600,
  SESSION_MAX: 12 * 3600,
  SESSION_REFRESH_EACH_REQUEST: true,
});

export type Env = Readonly<ReturnType<typeof readSettings>>;

let settings: Env | undefined;

/**
 * The settings of the session, read at the first request: a build needs none.
 * @throws Error when SESSION_SECRET is missing or too short
 */
export function env(): Env {
  settings ??= readSettings();
  if (settings.SESSION_SECRET.some((secret) => secret.length < 32))
    throw new Error("Set SESSION_SECRET to the output of: openssl rand -hex 32");
  return settings;
}
