import * as z from "zod";
import { env } from "../env";
import { seal, unseal, type Keyring, type SealFault } from "./seal";

/** A typed value in a sealed cookie: who may read it, for how long, and for which purpose it was made. */
export type SealedCookie<T> = Readonly<{
  /** The cookie's name without the `__Host-` that production puts before it. */
  name: string;
  /** Bound into the seal: a value made for one purpose opens for no other. */
  purpose: string;
  /** Raise it when older values can no longer be understood: they are then refused. A new optional field needs none. */
  version: number;
  schema: z.ZodType<T>;
  /** Seconds after which the server refuses the value, whatever the browser does. */
  lifetime: number;
  /** Only `false` when script in the page must be able to delete the cookie. */
  httpOnly?: boolean;
}>;

/** What a browser is told of a cookie, apart from its value. */
export type CookieShape = Pick<SealedCookie<unknown>, "name" | "httpOnly">;

/** What is known of a seal that opened, and why one did not. Times are seconds since 1970. */
export type Opened<T> = { ok: true; data: T; sealedAt: number } | { ok: false; fault: Fault };
export type Fault = SealFault | "purpose" | "version" | "expired" | "shape";

/** Browsers keep no more than this of a cookie's name and value (RFC 6265bis, 5.6; ASVS 5.0, 3.3.5). */
export const MAX_COOKIE_BYTES = 4096;

/** More was put into a sealed cookie than a browser keeps. A developer's mistake or a limit to check beforehand. */
export class CookieTooBigError extends Error {
  override name = "CookieTooBigError";
  constructor(
    cookie: string,
    readonly bytes: number,
  ) {
    super(
      `The cookie “${cookie}” would be ${bytes} bytes, and browsers keep ${MAX_COOKIE_BYTES}. ` +
        "Keep an id in the cookie and the data in the database.",
    );
  }
}

/** The time the limits are measured in: whole seconds since 1970. */
export const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** Purpose, version, time of sealing, data. In an object, because iron-session would turn a list into one. */
const envelope = z.object({ e: z.tuple([z.string(), z.number(), z.number(), z.unknown()]) });

type Options = { keyring?: Keyring; now?: number };

/**
 * Seals `data` for this cookie's purpose.
 * @throws CookieTooBigError when name and value exceed 4,096 bytes; ZodError when the data is not what the schema says
 */
export async function sealCookie<T>(
  cookie: SealedCookie<T>,
  data: T,
  options: Options = {},
): Promise<string> {
  const { keyring = env().SESSION_SECRET, now = nowInSeconds() } = options;
  const content = { e: [cookie.purpose, cookie.version, now, z.encode(cookie.schema, data)] };
  const value = await seal(content, keyring);
  const bytes = cookieName(cookie).length + value.length;
  if (bytes > MAX_COOKIE_BYTES) throw new CookieTooBigError(cookie.name, bytes);
  return value;
}

/** Opens a cookie's value. Whatever a client sent, the answer is data or a fault, never an exception. */
export async function openCookie<T>(
  cookie: SealedCookie<T>,
  value: string,
  options: Options = {},
): Promise<Opened<T>> {
  const { keyring = env().SESSION_SECRET, now = nowInSeconds() } = options;
  const opened = await unseal(value, keyring);
  if ("fault" in opened) return { ok: false, fault: opened.fault };
  const parsed = envelope.safeParse(opened.content);
  if (!parsed.success) return { ok: false, fault: "shape" };
  const [purpose, version, sealedAt, content] = parsed.data.e;
  if (purpose !== cookie.purpose) return { ok: false, fault: "purpose" };
  if (version !== cookie.version) return { ok: false, fault: "version" };
  if (sealedAt + cookie.lifetime <= now) return { ok: false, fault: "expired" };
  const data = cookie.schema.safeParse(content);
  return data.success ? { ok: true, data: data.data, sealedAt } : { ok: false, fault: "shape" };
}

/** The name on the wire. `__Host-` lets no subdomain and no plain-HTTP page plant the cookie (RFC 6265bis, 4.1.3.2). */
export function cookieName(cookie: CookieShape): string {
  const {
    SESSION_COOKIE_SECURE: secure,
    SESSION_COOKIE_DOMAIN: domain,
    SESSION_COOKIE_PATH: path,
  } = env();
  return secure && !domain && path === "/" ? `__Host-${cookie.name}` : cookie.name;
}

/**
 * The attributes of the cookie, the same for setting and for deleting it: a browser deletes only what matches.
 * @param maxAge seconds; `undefined` leaves it to end with the browser, 0 deletes it
 */
export function cookieAttributes(cookie: CookieShape, maxAge: number | undefined) {
  const settings = env();
  return {
    httpOnly: cookie.httpOnly ?? true,
    secure: settings.SESSION_COOKIE_SECURE,
    sameSite: settings.SESSION_COOKIE_SAMESITE,
    path: settings.SESSION_COOKIE_PATH,
    ...(settings.SESSION_COOKIE_DOMAIN && { domain: settings.SESSION_COOKIE_DOMAIN }),
    ...(settings.SESSION_COOKIE_PARTITIONED && { partitioned: true }),
    ...(maxAge !== undefined && { maxAge }),
  };
}
