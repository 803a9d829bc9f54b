import * as z from "zod";
import { parseDuration } from "./duration";

const MAKE_ONE = "run `npm run secret` and put what it prints into SESSION_SECRET";
const PLACEHOLDER = /change.?me|placeholder|example|your.?secret|password|^(.)\1+$|^(.{1,16})\2+$/i;

const duration = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text, context) => {
      try {
        return parseDuration(text);
      } catch (error) {
        context.addIssue((error as RangeError).message);
        return z.NEVER;
      }
    });

const flag = (fallback: boolean) =>
  z
    .enum(["true", "false"], { error: "write true or false" })
    .default(fallback ? "true" : "false")
    .transform((text) => text === "true");

const secrets = z
  .string({ error: `is missing: ${MAKE_ONE}` })
  .transform((list) => list.split(",").map((secret) => secret.trim()))
  .superRefine((list, context) => {
    for (const secret of list) {
      if (secret.length < 32) context.addIssue(`is shorter than 32 characters: ${MAKE_ONE}`);
      else if (PLACEHOLDER.test(secret)) context.addIssue(`is a placeholder: ${MAKE_ONE}`);
    }
  });

const origin = z
  .string()
  .transform((text) => text.replace(/\/$/, ""))
  .refine(
    (text) => /^https?:/.test(text) && URL.parse(text)?.origin === text,
    "is not an origin like https://www.example.com",
  );

/** OpenID Connect needs TLS, except to this machine. */
const ISSUER = /^(https:|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$))/;

const token = z.string().regex(/^[\w-]+$/, "may hold letters, digits, - and _ only");

/** Checks that involve two settings also run when a third one is wrong, so that all problems are listed. */
const always = () => true;

type Check = [
  isValid: (env: Readonly<Record<string, unknown>>) => boolean,
  options: { path: string[]; error: string; when: () => boolean },
];

/** The arguments of a check that these settings are set together. */
const together = (first: string, ...others: string[]): Check => [
  (env) => others.every((name) => !env[name] === !env[first]),
  { path: [first], error: `goes with ${others.join(" and ")}: set all or none`, when: always },
];

const schema = (production: boolean, isTaken: (cookieName: string) => boolean) =>
  z
    .object({
      SESSION_SECRET: secrets,
      SESSION_COOKIE_NAME: token
        .refine((name) => !isTaken(name), "is another cookie's name")
        .refine(
          (name) => !/^__(host|secure|http)-/i.test(name),
          "begins with a prefix, which production adds",
        )
        .default("session"),
      SESSION_COOKIE_SECURE: flag(production),
      SESSION_COOKIE_DOMAIN: z.hostname("is not a host name").optional(),
      SESSION_COOKIE_SAMESITE: z
        .enum(["lax", "strict", "none"], { error: "write lax, strict or none" })
        .default("lax"),
      SESSION_COOKIE_PATH: z
        .string()
        .regex(/^\/[\w.~%/-]*$/, "starts with / and has no other characters than a URL's path")
        .default("/"),
      SESSION_COOKIE_PARTITIONED: flag(false),
      PERMANENT_SESSION_LIFETIME: duration("31d"),
      PERMANENT_SESSION_MAX: duration("90d"),
      SESSION_IDLE_TIMEOUT: duration("2h"),
      SESSION_MAX: duration("12h"),
      SESSION_REFRESH_EACH_REQUEST: flag(true),
      SESSION_FRESH_FOR: duration("10m"),
      SESSION_DEVICE_BINDING: flag(false),
      DATABASE_URL: z
        .string()
        .regex(
          /^(file:|libsql:|https?:|wss?:)/,
          "speaks libSQL: file:, libsql:, https: or wss:, or http: and ws: inside your own network",
        )
        .optional(),
      TRUSTED_PROXIES: z
        .string()
        .regex(/^\d$/, "is how many proxies of yours stand in front: 0 to 9")
        .default("0")
        .transform(Number),
      VERCEL: z.string().optional(),
      APP_ORIGIN: origin.optional(),
      VERCEL_PROJECT_PRODUCTION_URL: z.string().optional(),
      DATABASE_AUTH_TOKEN: z.string().optional(),
      SMTP_URL: z
        .string()
        .refine(
          (text) => /^smtps?:$/.test(URL.parse(text)?.protocol ?? ""),
          "is not a mail server like smtps://user:password@smtp.example.com",
        )
        .optional(),
      MAIL_FROM: z
        .string()
        .regex(/^[^\r\n]+@[^\r\n]+$/, "is not a sender like Example <hello@example.com>")
        .optional(),
      GITHUB_CLIENT_ID: z.string().optional(),
      GITHUB_CLIENT_SECRET: z.string().optional(),
      GOOGLE_CLIENT_ID: z.string().optional(),
      GOOGLE_CLIENT_SECRET: z.string().optional(),
      OIDC_ISSUER: z
        .string()
        .refine(
          (text) => URL.canParse(text) && ISSUER.test(text),
          "is not an issuer like https://login.example.com",
        )
        .optional(),
      OIDC_CLIENT_ID: z.string().optional(),
      OIDC_CLIENT_SECRET: z.string().optional(),
      OIDC_NAME: z.string().optional(),
    })
    .refine(...together("GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"))
    .refine(...together("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"))
    .refine(...together("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"))
    .refine((env) => !env.SMTP_URL || env.APP_ORIGIN || env.VERCEL_PROJECT_PRODUCTION_URL, {
      path: ["APP_ORIGIN"],
      error: "is required with SMTP_URL: links in mails begin with it",
      when: always,
    })
    .refine((env) => env.SESSION_COOKIE_SAMESITE !== "none" || env.SESSION_COOKIE_SECURE, {
      path: ["SESSION_COOKIE_SAMESITE"],
      error:
        "can be none only when SESSION_COOKIE_SECURE is true: browsers refuse the cookie otherwise",
      when: always,
    })
    .refine((env) => !env.SESSION_COOKIE_PARTITIONED || env.SESSION_COOKIE_SECURE, {
      path: ["SESSION_COOKIE_PARTITIONED"],
      error:
        "can be true only when SESSION_COOKIE_SECURE is true: browsers refuse the cookie otherwise",
      when: always,
    })
    .refine((env) => !env.SESSION_DEVICE_BINDING || env.SESSION_COOKIE_SECURE, {
      path: ["SESSION_DEVICE_BINDING"],
      error: "can be true only when SESSION_COOKIE_SECURE is true: browsers bind no other cookie",
      when: always,
    })
    .refine((env) => !env.SESSION_DEVICE_BINDING || env.SESSION_COOKIE_PATH === "/", {
      path: ["SESSION_DEVICE_BINDING"],
      error: "can be true only when SESSION_COOKIE_PATH is /: browsers would wait for no key",
      when: always,
    });

export type Env = Readonly<z.output<ReturnType<typeof schema>>> & { readonly production: boolean };
type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings. An empty variable counts as not set.
 * @param isTaken whether another cookie has this name
 * @throws Error that lists all problems, one a line
 */
export function parseEnv(
  variables: Variables,
  isTaken: (cookieName: string) => boolean = () => false,
): Env {
  const set = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  // Turso's integrations use these names. As a pair: a token is sent only to the database it belongs to.
  if (!set.DATABASE_URL && set.TURSO_DATABASE_URL) {
    set.DATABASE_URL = set.TURSO_DATABASE_URL;
    set.DATABASE_AUTH_TOKEN = set.TURSO_AUTH_TOKEN;
  }
  const production = variables.NODE_ENV === "production";
  const parsed = schema(production, isTaken).safeParse(set);
  if (parsed.success) return { ...parsed.data, production };
  const problems = new Set(
    parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`),
  );
  throw new Error([...problems].join("\n"));
}

let settings: Env | undefined;

/** The settings, parsed at the first request: a build needs none. */
export const env = (): Env => (settings ??= parseEnv(process.env));
