import "server-only";
import { cache } from "react";
import { env } from "../env";
import { isDatabaseOutage, logError } from "../errors";
import { log } from "../log";
import { readSession } from "../session";
import { nowInSeconds } from "../duration";
import { isUnoffered, isUnproven } from "./device-binding/binding";
import { findSessionUser } from "./sessions";
import type { User } from "./user";

/** A user's session. Times are seconds since 1970. */
export type SessionInfo = Readonly<{
  /** The id in the database and in the device list: a digest that opens nothing. */
  id: string;
  /** “Remember me”: the session outlives the browser. */
  permanent: boolean;
  createdAt: number;
  /** When the user last proved who they are. */
  provenAt: number;
  idleExpiresAt: number;
  absoluteExpiresAt: number;
  /** The last proof is recent enough for `requireFreshUser()`. */
  fresh: boolean;
  /** The browser has not been asked yet to register a key, see lib/auth/device-binding. */
  offersBinding: boolean;
}>;

/** Who made this request. `reason` says why a session no longer counts; null when there was none. */
export type Auth =
  | Readonly<{ status: "guest"; reason: null | "idle" | "expired" | "revoked" | "unbound" }>
  | Readonly<{ status: "user"; user: User; session: SessionInfo }>
  /** The database does not answer, so it is unknown whether the session was revoked. */
  | Readonly<{ status: "unavailable" }>;

/**
 * Who made this request: the one answer that every page, action and handler reads. The seal says who, the database
 * whether the session still exists. One indexed query, once per render. Never throws for what a client sent.
 */
export const getAuth = cache(async (): Promise<Auth> => {
  const session = await readSession();
  if (!session) return { status: "guest", reason: null };
  if (session.status !== "valid") return { status: "guest", reason: session.status };
  const { identity } = session.record;
  if (!identity) return { status: "guest", reason: null };
  try {
    const found = await findSessionUser(identity.id, identity.userId);
    if (!found) return { status: "guest", reason: "revoked" };
    const { user, device, idHash } = found;
    if (await isUnproven(device)) {
      log("session_unbound", { user: user.id, sessionId: identity.id });
      return { status: "guest", reason: "unbound" };
    }
    const { permanent, provenAt } = identity;
    return {
      status: "user",
      user,
      session: {
        id: idHash,
        permanent,
        createdAt: session.record.createdAt,
        provenAt,
        idleExpiresAt: session.idleExpiresAt,
        absoluteExpiresAt: session.absoluteExpiresAt,
        fresh: nowInSeconds() - provenAt < env().SESSION_FRESH_FOR,
        offersBinding: isUnoffered(device),
      },
    };
  } catch (error) {
    if (!isDatabaseOutage(error)) throw error;
    logError(error);
    return { status: "unavailable" };
  }
});

/** The id of the session that made this request, as in the device list; empty for a guest. */
export async function ownSessionId(): Promise<string> {
  const auth = await getAuth();
  return auth.status === "user" ? auth.session.id : "";
}
