import * as z from "zod";

/** The colours a visitor can choose for the mark beside their name. */
export const accents = ["vermilion", "navy", "forest", "brass"] as const;

/**
 * What the session remembers about a visitor, guest or user. Add a field here: one line, typed everywhere. Keep it small:
 * it travels with every request. A missing or outdated field reads as `undefined`, and a field of a newer deploy is kept,
 * so neither a deploy nor a rollback logs anyone out.
 */
export const sessionFields = {
  /** The colour of the mark beside the user's name in the header. */
  accent: z.enum(accents),
  /** The user logged in with a password, and the account page may offer a passkey. */
  offersPasskey: z.boolean(),
};

/** The session's fields, as `getSession()` returns them. */
export type SessionData = Partial<Readonly<z.infer<z.ZodObject<typeof sessionFields>>>>;

type StoredFields = Readonly<Record<string, unknown>>;
const shape: Readonly<Record<string, z.ZodType>> = sessionFields;

/** The fields that match their types. One that does not is left out, the others stay. */
export function readFields(stored: StoredFields): SessionData {
  const entries = Object.entries(shape).flatMap(([name, type]) => {
    const { success, data } = type.safeParse(stored[name]);
    return success ? [[name, data]] : [];
  });
  return Object.fromEntries(entries) as SessionData;
}

/**
 * Applies `patch`; `undefined` removes a field.
 * @throws TypeError that names the field, for an unknown field or a wrong value: a developer's mistakes
 */
export function patchFields(stored: StoredFields, patch: SessionData): Record<string, unknown> {
  const next: Record<string, unknown> = { ...stored };
  for (const [name, value] of Object.entries(patch)) {
    const { error, data } = (shape[name] ?? z.never()).optional().safeParse(value);
    if (!shape[name]) throw new TypeError(`lib/session/schema.ts has no field “${name}”`);
    if (error) throw new TypeError(`session field “${name}”: ${z.prettifyError(error)}`);
    if (data === undefined) delete next[name];
    else next[name] = data;
  }
  return next;
}
