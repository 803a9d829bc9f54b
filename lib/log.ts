import "server-only";
import { createHash, createHmac } from "node:crypto";
import { env } from "./env";

/** Everything that is told to whoever runs the site, and how urgent each is (ASVS 5.0, 16.2 and 16.3). */
const levels = {
  login: "info",
  login_refused: "warn",
  login_limited: "warn",
  signup: "info",
  signup_limited: "warn",
  logout: "info",
  session_ended: "info",
  password_changed: "info",
  email_changed: "info",
  account_deleted: "info",
  address_unknown: "warn",
  fault: "error",
} as const;

export type LogEvent = keyof typeof levels;

/** What a line may say. Names, passwords and cookies have no field here, so that none is written by mistake. */
export type LogFields = Readonly<{
  /** A member's id. */
  user?: string;
  /** Written as a digest: the same address gives the same digest, and nobody reads the address from it. */
  email?: string;
  /** A session's id; written as the beginning of its SHA-256, by which the table `sessions` knows it too. */
  sessionId?: string;
  /** The same for who has only the digest in hand. */
  sessionDigest?: string;
  /** Where the request came from, as `clientAddress()` has it. */
  address?: string;
  /** What was answered, or why. */
  code?: string;
  count?: number;
  /** Seconds. */
  retryAfter?: number;
  /** Of a fault: see lib/fault.ts. */
  name?: string;
  message?: string;
  query?: string;
  route?: string;
  at?: readonly string[];
}>;

const DIGEST = 12;
const MAX_TEXT = 500;

const short = (digest: string): string => digest.slice(0, DIGEST);

/** Keyed with the secret, because whoever reads a log could otherwise try out addresses they know. */
const emailDigest = (email: string): string =>
  short(
    createHmac("sha256", env().SESSION_SECRET[0] ?? "")
      .update(`signet log:${email}`)
      .digest("base64url"),
  );

const idDigest = (id: string): string => short(createHash("sha256").update(id).digest("base64url"));

/** Seals and password hashes have no business in a message; if one gets there, it ends here. */
const cleaned = (text: string): string =>
  text.replace(/Fe26\.\S*|\$argon2\S*/g, "[removed]").slice(0, MAX_TEXT);

/** JSON in printable ASCII: no line break of any kind and no terminal sequence can come from what somebody typed. */
function oneLine(line: object): string {
  const text = JSON.stringify(line, (_, value: unknown) =>
    typeof value === "string" ? cleaned(value) : value,
  );
  return text.replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

// Whoever reads the log may have gone. Unheard, that would be a fault, which is logged, which is a fault, …
process.stdout.on("error", () => {});

/** Writes an event to standard output as one line of JSON: `time`, `level`, `event`, then the fields. */
export function log(event: LogEvent, fields: LogFields = {}): void {
  const { email, sessionId, sessionDigest, ...rest } = fields;
  const session = sessionId ? idDigest(sessionId) : sessionDigest && short(sessionDigest);
  const line = {
    time: new Date().toISOString(),
    level: levels[event],
    event,
    ...rest,
    ...(email !== undefined && { email: emailDigest(email) }),
    ...(session && { session }),
  };
  process.stdout.write(`${oneLine(line)}\n`);
}
