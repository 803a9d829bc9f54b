import * as z from "zod";
import { env } from "../env";
import { expiries, renewableFrom, type SessionTimes } from "./policy";
import { nowInSeconds } from "../duration";
import { openCookie, sealCookie, type SealedCookie } from "./sealed-cookie";

/** Who a session belongs to. Only lib/auth writes this. */
export type Identity = Readonly<{
  /** 144 random bits, base64url. The database stores only its digest. */
  id: string;
  userId: string;
  /** When the user last proved who they are, in seconds since 1970. */
  provenAt: number;
  /** “Remember me”: the session outlives the browser. */
  permanent: boolean;
}>;

/** What the session cookie holds. `createdAt` is in seconds since 1970. */
export type SessionRecord = Readonly<{
  createdAt: number;
  identity: Identity | null;
  fields: Record<string, unknown>;
}>;

// Sealed as a tuple: property names would be a third of what every request carries.
const flag = z.literal([0, 1]);
const sealedIdentity = z.tuple([z.string().min(22), z.string().min(1), z.number(), flag]);
const sealedRecord = z.tuple([
  z.number(),
  sealedIdentity.nullable(),
  z.record(z.string(), z.unknown()),
]);
const record = z.codec(sealedRecord, z.custom<SessionRecord>(), {
  decode: ([createdAt, who, fields]) => {
    if (!who) return { createdAt, identity: null, fields };
    const [id, userId, provenAt, permanent] = who;
    return { createdAt, identity: { id, userId, provenAt, permanent: permanent === 1 }, fields };
  },
  encode: ({ createdAt, identity: who, fields }): z.output<typeof sealedRecord> => [
    createdAt,
    who && [who.id, who.userId, who.provenAt, who.permanent ? 1 : 0],
    fields,
  ],
});

/** The session. Its lifetime depends on its content, so policy.ts decides instead of `lifetime`. */
export const sessionCookie: SealedCookie<SessionRecord> = {
  get name() {
    return env().SESSION_COOKIE_NAME;
  },
  // Short, because every request carries it.
  purpose: "who",
  version: 1,
  schema: record,
  lifetime: Infinity,
};

const categories = ["success", "info", "warning", "error"] as const;
export type FlashCategory = (typeof categories)[number];

/** A message, shown once by the next document. Script deletes the cookie after a soft navigation, hence not HttpOnly. */
export const flashCookie: SealedCookie<{ category: FlashCategory; text: string }> = {
  name: "flash",
  purpose: "flash",
  version: 1,
  schema: z.object({ category: z.enum(categories), text: z.string().min(1) }),
  lifetime: 300,
  httpOnly: false,
  max: 10,
  isConsumedBy: () => true,
};

/**
 * A session cookie that opened: still valid, or ended by a timeout. Another copy of an idle one may be in use. Times are
 * seconds since 1970.
 */
export type Session = Readonly<{ record: SessionRecord }> &
  (
    | (ReturnType<typeof expiries> & Readonly<{ status: "valid"; times: SessionTimes }>)
    | Readonly<{ status: "idle" | "expired" }>
  );

/** The times of a record sealed at `sealedAt`. */
export const sessionTimes = (
  { identity, createdAt }: SessionRecord,
  sealedAt: number,
): SessionTimes => ({
  kind: identity ? (identity.permanent ? "permanent" : "browser") : "guest",
  createdAt,
  sealedAt,
});

/** Opens the session cookie's value and checks its timeouts. Null when it does not open. */
export async function openSession(value: string, now = nowInSeconds()): Promise<Session | null> {
  const opened = await openCookie(sessionCookie, value, { now });
  if (!opened.ok) return null;
  const record = opened.data;
  const times = sessionTimes(record, opened.sealedAt);
  const ends = expiries(times, env());
  if (now >= ends.absoluteExpiresAt) return { status: "expired", record };
  if (now >= ends.idleExpiresAt) return { status: "idle", record };
  return { status: "valid", record, times, ...ends };
}

/** Seals a record at `now`, with the cookie's Max-Age in seconds; undefined when it ends with the browser. */
export async function sealSession(record: SessionRecord, now = nowInSeconds()) {
  const value = await sealCookie(sessionCookie, record, { now });
  const { idleExpiresAt } = expiries(sessionTimes(record, now), env());
  const isPermanent = record.identity?.permanent;
  return { value, maxAge: isPermanent ? Math.max(0, idleExpiresAt - now) : undefined };
}

/** Seals a session again, so that its idle timeout starts over; null when that is not due. */
export async function renewSession(session: Session | null, now = nowInSeconds()) {
  if (session?.status !== "valid") return null;
  const from = renewableFrom(session.times, env());
  return from !== null && now >= from ? sealSession(session.record, now) : null;
}
