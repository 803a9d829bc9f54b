import * as z from "zod";
import { nowInSeconds } from "../duration";
import { env } from "../env";
import { timeouts } from "./policy";
import { SealedCookie } from "./sealed-cookie";

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
const identity = z.tuple([z.string().min(22), z.string().min(1), z.number(), flag]);
const sealedRecord = z.tuple([z.number(), identity.nullable(), z.record(z.string(), z.unknown())]);
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

/** A session cookie that opened: valid, or ended by a timeout. Another copy of an idle one may be in use. */
export type Session = ReturnType<typeof timeouts> &
  Readonly<{ status: "valid" | "idle" | "expired"; record: SessionRecord; sealedAt: number }>;

/** Opens the session cookie's value and checks its timeouts. Null when it does not open. */
export async function openSession(value: string, now = nowInSeconds()): Promise<Session | null> {
  const opened = await SealedCookie.open(sessionCookie, value, { now });
  if (!opened.ok) return null;
  const { data: record, sealedAt } = opened;
  const ends = timeouts(record, sealedAt, env());
  const ended = now >= ends.absoluteExpiresAt ? "expired" : now >= ends.idleExpiresAt && "idle";
  return { status: ended || "valid", record, sealedAt, ...ends };
}

/** Seals a record at `now`, with the cookie's Max-Age in seconds; undefined when it ends with the browser. */
export async function sealSession(record: SessionRecord, now = nowInSeconds()) {
  const { idleExpiresAt } = timeouts(record, now, env());
  const maxAge = record.identity?.permanent ? Math.max(0, idleExpiresAt - now) : undefined;
  return { value: await SealedCookie.seal(sessionCookie, record, { now }), maxAge };
}

/** Seals a session again, so that its idle timeout starts over; null when that is not due. */
export async function renewSession(session: Session | null, now = nowInSeconds()) {
  const isDue = session?.status === "valid" && now >= session.renewableFrom;
  return isDue ? sealSession(session.record, now) : null;
}
