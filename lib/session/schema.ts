import * as z from "zod";

export const accents = ["vermilion", "navy", "forest", "brass"] as const;

/**
 * What the session remembers about a person, guest or member. Add a field here: one line, typed everywhere.
 * Keep it small and personal: it travels with every request. What is missing or no longer fits reads as `undefined`,
 * and what a newer deploy added is kept untouched, so neither a deploy nor a rollback logs anybody out.
 */
export const sessionFields = {
  /** The colour of the wax that seals this person's name in the header. */
  wax: z.enum(accents),
};

/** Who a session belongs to. Only lib/auth writes this. */
export type Identity = Readonly<{
  /** 144 random bits, base64url; the database knows only its digest. */
  id: string;
  userId: string;
  /** When the password was last given, in seconds since 1970. */
  provenAt: number;
  /** “Remember me”: lives on when the browser closes. */
  permanent: boolean;
}>;

/** What is sealed into the session cookie. */
export type SessionRecord = Readonly<{
  /** When the person logged in; for a guest, when the first field was written. In seconds since 1970. */
  createdAt: number;
  identity: Identity | null;
  fields: Record<string, unknown>;
}>;

type SealedIdentity = [id: string, userId: string, provenAt: number, permanent: 0 | 1];
type SealedRecord = [createdAt: number, identity: Identity | null, fields: Record<string, unknown>];

const identity = z.codec(
  z.tuple([z.string().min(22), z.string().min(1), z.number(), z.literal([0, 1])]),
  z.custom<Identity>(),
  {
    decode: ([id, userId, provenAt, permanent]) => ({
      id,
      userId,
      provenAt,
      permanent: permanent === 1,
    }),
    encode: ({ id, userId, provenAt, permanent }): SealedIdentity => [
      id,
      userId,
      provenAt,
      permanent ? 1 : 0,
    ],
  },
);

/** In the seal, lists stand for objects: names would be a third of what every request carries. */
export const sessionRecord = z.codec(
  z.tuple([z.number(), identity.nullable(), z.record(z.string(), z.unknown())]),
  z.custom<SessionRecord>(),
  {
    decode: ([createdAt, identity, fields]) => ({ createdAt, identity, fields }),
    encode: ({ createdAt, identity, fields }): SealedRecord => [createdAt, identity, fields],
  },
);

/** The developer's fields, as `getSession()` gives them. */
export type SessionData = {
  readonly [K in keyof typeof sessionFields]?: z.infer<(typeof sessionFields)[K]>;
};

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
export function patchFields(
  stored: Readonly<Record<string, unknown>>,
  patch: SessionData,
): Record<string, unknown> {
  const next: Record<string, unknown> = { ...stored };
  for (const [key, value] of Object.entries(patch)) {
    const type = shape[key];
    if (!type)
      throw new TypeError(`The session has no field “${key}”: add it in lib/session/schema.ts`);
    if (value === undefined) delete next[key];
    else next[key] = type.parse(value);
  }
  return next;
}
