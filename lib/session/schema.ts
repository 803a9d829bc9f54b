import * as z from "zod";

export const waxes = ["vermilion", "navy", "forest", "brass"] as const;

/**
 * What the session remembers about a person, guest or member. Add a field here: one line, typed everywhere.
 * Keep it small and personal: it travels with every request. What is missing or no longer fits reads as `undefined`,
 * and what a newer deploy added is kept untouched, so neither a deploy nor a rollback logs anybody out.
 */
export const sessionFields = {
  /** The colour of the wax that seals this person's name in the header. */
  wax: z.enum(waxes),
};

/** Who the session belongs to. Only lib/auth writes this. Times are seconds since 1970. */
const identity = z.object({
  /** 256 random bits, base64url; the database knows only its digest. */
  id: z.string().min(22),
  userId: z.string().min(1),
  /** When the password was last given. */
  provenAt: z.number(),
  permanent: z.boolean(),
});

/** What is sealed into the session cookie. */
export const sessionRecord = z.object({
  createdAt: z.number(),
  identity: identity.optional(),
  fields: z.record(z.string(), z.unknown()),
});

export type Identity = Readonly<z.infer<typeof identity>>;
export type SessionRecord = Readonly<z.infer<typeof sessionRecord>>;

/** The developer's fields, as `getSession()` gives them. */
export type SessionData = { readonly [K in keyof typeof sessionFields]?: z.infer<(typeof sessionFields)[K]> };

const shape: Readonly<Record<string, z.ZodType>> = sessionFields;

/** The fields that fit their types; one that does not is left out, the others stay. */
export function readFields(stored: Readonly<Record<string, unknown>>): SessionData {
  const entries = Object.entries(shape).flatMap(([key, type]) => {
    const parsed = type.safeParse(stored[key]);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return Object.fromEntries(entries) as SessionData;
}

/**
 * Lays `patch` over what is stored; `undefined` removes a field.
 * @throws ZodError when a value does not fit its type, TypeError for an unknown field: a developer's mistakes, and loud
 */
export function patchFields(stored: Readonly<Record<string, unknown>>, patch: SessionData): Record<string, unknown> {
  const next: Record<string, unknown> = { ...stored };
  for (const [key, value] of Object.entries(patch)) {
    const type = shape[key];
    if (!type) throw new TypeError(`The session has no field “${key}”: add it in lib/session/schema.ts`);
    if (value === undefined) delete next[key];
    else next[key] = type.parse(value);
  }
  return next;
}
