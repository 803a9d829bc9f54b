import "server-only";
import { createHash, createHmac } from "node:crypto";
import { env } from "./env";

/** Every event and its level (ASVS 5.0, 16.2 and 16.3). */
const levels = {
  login: "info",
  login_refused: "warn",
  login_limited: "warn",
  signup: "info",
  signup_limited: "warn",
  account_limited: "warn",
  logout: "info",
  logout_incomplete: "warn",
  session_ended: "info",
  session_unbound: "warn",
  device_registered: "info",
  password_changed: "info",
  email_changed: "info",
  email_change_refused: "warn",
  account_deleted: "info",
  address_unknown: "warn",
  password_reset: "info",
  passkey_added: "info",
  passkey_removed: "info",
  passkey_refused: "warn",
  email_confirmed: "info",
  provider_login: "info",
  provider_refused: "warn",
  login_linked: "info",
  login_unlinked: "info",
  mail_sent: "info",
  mail_failed: "error",
  fault: "error",
} as const;

export type LogEvent = keyof typeof levels;

/** What a line can contain. There is no field for names, passwords or cookies, so none is logged by mistake. */
export type LogFields = Readonly<{
  /** The user's id. */
  user?: string;
  /** Logged as a keyed digest: equal addresses have equal digests. */
  email?: string;
  /** Logged as the start of its SHA-256, which is the key of the table `sessions`. */
  sessionId?: string;
  /** The same, for callers that have only the digest. */
  sessionDigest?: string;
  /** The client's IP address. */
  address?: string;
  /** The error code of the response, or the reason. */
  code?: string;
  count?: number;
  /** Seconds. */
  retryAfter?: number;
  name?: string;
  message?: string;
  query?: string;
  route?: string;
  at?: readonly string[];
}>;

const shorten = (digest: string): string => digest.slice(0, 12);

/** Keyed with the secret: without the key, readers of a log could test addresses they know. */
const emailDigest = (email: string): string =>
  createHmac("sha256", env().SESSION_SECRET[0] ?? "")
    .update(`signet log:${email}`)
    .digest("base64url");

const idDigest = (id: string): string => createHash("sha256").update(id).digest("base64url");

/** Removes seals and password hashes, which an error message could quote. */
const redact = (_key: string, value: unknown): unknown =>
  typeof value === "string"
    ? value.replace(/Fe26\.\S*|\$argon2\S*/g, "[removed]").slice(0, 500)
    : value;

/** Escapes all but printable ASCII, so user text can't contain line breaks or terminal sequences. */
const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

// A closed pipe would emit an error, which would be logged, which would emit an error, and so on.
process.stdout.on("error", () => {});

/** Writes an event to standard output as one line of JSON: `time`, `level`, `event`, then the fields. */
export function log(event: LogEvent, fields: LogFields = {}): void {
  const { email, sessionId, sessionDigest, ...rest } = fields;
  const session = sessionId ? idDigest(sessionId) : sessionDigest;
  const line = {
    time: new Date().toISOString(),
    level: levels[event],
    event,
    ...rest,
    ...(email !== undefined && { email: shorten(emailDigest(email)) }),
    ...(session && { session: shorten(session) }),
  };
  process.stdout.write(`${JSON.stringify(line, redact).replace(/[^\x20-\x7e]/g, escape)}\n`);
}
