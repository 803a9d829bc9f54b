import * as z from "zod";
import { nowInSeconds } from "../duration";
import { env } from "../env";
import { MAX_BYTES, seal, unseal, type Keyring, type SealError } from "./seal";

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

type Opened<T> =
  | { ok: true; data: T; sealedAt: number }
  | { ok: false; error: SealError | "purpose" | "version" | "expired" | "shape" };

type Options = { keyring?: Keyring; now?: number };

/** The data does not fit into a cookie: a developer's mistake, or a limit to check beforehand. */
export class CookieTooBigError extends Error {
  override name = "CookieTooBigError";
}

/** Purpose, version, time of sealing, data. Wrapped in an object because iron-session does not keep arrays. */
const envelope = z.object({ e: z.tuple([z.string(), z.number(), z.number(), z.unknown()]) });

/** What can be done with a description, without a request. `cookieStore` reads and writes the request's cookies. */
export const SealedCookie = {
  MAX_BYTES,

  /**
   * Seals `data` for this cookie.
   * @throws CookieTooBigError above 4,096 bytes; ZodError when the data does not match the schema
   */
  async seal<T>(cookie: SealedCookie<T>, data: T, options: Options = {}): Promise<string> {
    const { keyring = env().SESSION_SECRET, now = nowInSeconds() } = options;
    const content = { e: [cookie.purpose, cookie.version, now, z.encode(cookie.schema, data)] };
    const value = await seal(content, keyring);
    const bytes = SealedCookie.wireName(cookie).length + value.length;
    if (bytes <= MAX_BYTES) return value;
    const tooBig = `The cookie “${cookie.name}” would be ${bytes} bytes, and browsers keep ${MAX_BYTES}.`;
    throw new CookieTooBigError(`${tooBig} Keep an id in it and the data in the database.`);
  },

  /** Opens a cookie's value. Never throws for what a client sent. */
  async open<T>(cookie: SealedCookie<T>, value: string, options: Options = {}): Promise<Opened<T>> {
    const { keyring = env().SESSION_SECRET, now = nowInSeconds() } = options;
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
  },

  /** The name that browsers see. `__Host-` stops subdomains and plain http from planting it (RFC 6265bis, 4.1.3.2). */
  wireName({ name }: { name: string }): string {
    const { SESSION_COOKIE_SECURE: isSecure, SESSION_COOKIE_DOMAIN, SESSION_COOKIE_PATH } = env();
    const isHostOnly = isSecure && !SESSION_COOKIE_DOMAIN && SESSION_COOKIE_PATH === "/";
    return isHostOnly ? `__Host-${name}` : name;
  },

  /** For setting and for deleting: a browser deletes only what matches. `maxAge` is in seconds. */
  attributes: ({ httpOnly = true, sameSite }: SealedCookie<unknown>, maxAge?: number) => ({
    httpOnly,
    secure: env().SESSION_COOKIE_SECURE,
    sameSite: sameSite ?? env().SESSION_COOKIE_SAMESITE,
    path: env().SESSION_COOKIE_PATH,
    domain: env().SESSION_COOKIE_DOMAIN,
    partitioned: env().SESSION_COOKIE_PARTITIONED,
    maxAge,
  }),

  /** The cookie as a `Set-Cookie` header or, when it is not HttpOnly, as `document.cookie` takes it. */
  serialize(cookie: SealedCookie<unknown>, value: string, maxAge?: number): string {
    const { path, domain, sameSite, secure, httpOnly, partitioned } =
      SealedCookie.attributes(cookie);
    let line = `${SealedCookie.wireName(cookie)}=${value}; Path=${path}; SameSite=${sameSite}`;
    if (maxAge !== undefined) line += `; Max-Age=${maxAge}`;
    if (domain) line += `; Domain=${domain}`;
    if (secure) line += "; Secure";
    if (httpOnly) line += "; HttpOnly";
    return partitioned ? `${line}; Partitioned` : line;
  },
};
