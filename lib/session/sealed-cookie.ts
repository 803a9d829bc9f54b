import * as z from "zod";
import { nowInSeconds } from "../duration";
import { env } from "../env";
import { seal, unseal, type Keyring, type SealError } from "./seal";

/** A typed value in a sealed cookie. Everything that handles the cookie is derived from this description. */
export type SealedCookie<T> = Readonly<{
  /** Without the `__Host-` prefix that production adds. */
  name: string;
  /** Bound into the seal: a value made for one purpose does not open for another. */
  purpose: string;
  /** Raise it to refuse older values. A new optional field does not need it. */
  version: number;
  schema: z.ZodType<T>;
  /** Seconds after which the server refuses the value, whatever the browser does. */
  lifetime: number;
  /** `false` only when script in the page must be able to delete the cookie. */
  httpOnly?: boolean;
  /** `lax` for a cookie that a link from another site must find, whatever the settings say. */
  sameSite?: "lax";
  /** For one-time values: each has its own cookie, `name.id`. Beyond this many, the oldest are deleted. */
  max?: number;
  /** For one-time values: whether the document at `pathname` shows it, so that middleware.ts deletes the cookie. */
  isConsumedBy?(pathname: string, data: T): boolean;
}>;

type CookieShape = Pick<SealedCookie<unknown>, "name" | "httpOnly" | "sameSite">;

/** `sealedAt` is in seconds since 1970. */
export type Opened<T> =
  | { ok: true; data: T; sealedAt: number }
  | { ok: false; error: SealError | "purpose" | "version" | "expired" | "shape" };

/** Browsers keep at most this much of a cookie's name and value (RFC 6265bis, 5.6; ASVS 5.0, 3.3.5). */
export const MAX_COOKIE_BYTES = 4096;

/** The data does not fit into a cookie: a developer's mistake, or a limit to check beforehand. */
export class CookieTooBigError extends Error {
  override name = "CookieTooBigError";
  constructor(cookie: string, bytes: number) {
    super(
      `The cookie “${cookie}” would be ${bytes} bytes, and browsers keep ${MAX_COOKIE_BYTES}. ` +
        "Keep an id in the cookie and the data in the database.",
    );
  }
}

/** Purpose, version, time of sealing, data. Wrapped in an object because iron-session does not keep arrays. */
const envelope = z.object({ e: z.tuple([z.string(), z.number(), z.number(), z.unknown()]) });

type Options = { keyring?: Keyring; now?: number };

/**
 * Seals `data` for this cookie.
 * @throws CookieTooBigError above 4,096 bytes; ZodError when the data does not match the schema
 */
export async function sealCookie<T>(
  cookie: SealedCookie<T>,
  data: T,
  { keyring = env().SESSION_SECRET, now = nowInSeconds() }: Options = {},
): Promise<string> {
  const content = { e: [cookie.purpose, cookie.version, now, z.encode(cookie.schema, data)] };
  const value = await seal(content, keyring);
  const bytes = cookieName(cookie).length + value.length;
  if (bytes > MAX_COOKIE_BYTES) throw new CookieTooBigError(cookie.name, bytes);
  return value;
}

/** Opens a cookie's value. Never throws for what a client sent. */
export async function openCookie<T>(
  cookie: SealedCookie<T>,
  value: string,
  { keyring = env().SESSION_SECRET, now = nowInSeconds() }: Options = {},
): Promise<Opened<T>> {
  const opened = await unseal(value, keyring);
  if ("error" in opened) return { ok: false, error: opened.error };
  const parsed = envelope.safeParse(opened.content);
  if (!parsed.success) return { ok: false, error: "shape" };
  const [purpose, version, sealedAt, content] = parsed.data.e;
  if (purpose !== cookie.purpose) return { ok: false, error: "purpose" };
  if (version !== cookie.version) return { ok: false, error: "version" };
  if (sealedAt + cookie.lifetime <= now) return { ok: false, error: "expired" };
  const data = cookie.schema.safeParse(content);
  return data.success ? { ok: true, data: data.data, sealedAt } : { ok: false, error: "shape" };
}

/** The name on the wire. `__Host-` stops subdomains and plain http from planting it (RFC 6265bis, 4.1.3.2). */
export function cookieName({ name }: CookieShape): string {
  const { SESSION_COOKIE_SECURE, SESSION_COOKIE_DOMAIN, SESSION_COOKIE_PATH } = env();
  const isHostOnly = SESSION_COOKIE_SECURE && !SESSION_COOKIE_DOMAIN && SESSION_COOKIE_PATH === "/";
  return isHostOnly ? `__Host-${name}` : name;
}

/** The attributes for setting and for deleting: a browser deletes only what matches. `maxAge` is in seconds. */
export const cookieAttributes = ({ httpOnly = true, sameSite }: CookieShape, maxAge?: number) => ({
  httpOnly,
  secure: env().SESSION_COOKIE_SECURE,
  sameSite: sameSite ?? env().SESSION_COOKIE_SAMESITE,
  path: env().SESSION_COOKIE_PATH,
  domain: env().SESSION_COOKIE_DOMAIN,
  partitioned: env().SESSION_COOKIE_PARTITIONED,
  maxAge,
});

/** The cookie as a `Set-Cookie` header or, when it is not HttpOnly, as `document.cookie` takes it. */
export function serializeCookie(cookie: CookieShape, value: string, maxAge?: number): string {
  const { path, domain, sameSite, secure, httpOnly, partitioned } = cookieAttributes(cookie);
  let line = `${cookieName(cookie)}=${value}; Path=${path}; SameSite=${sameSite}`;
  if (maxAge !== undefined) line += `; Max-Age=${maxAge}`;
  if (domain) line += `; Domain=${domain}`;
  if (secure) line += "; Secure";
  if (httpOnly) line += "; HttpOnly";
  return partitioned ? `${line}; Partitioned` : line;
}
