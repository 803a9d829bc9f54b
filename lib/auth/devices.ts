import "server-only";
import { log } from "../log";
import { clientAddress } from "./client-address";
import { deleteSession, deleteSessions } from "./sessions";
import type { User } from "./user";

/**
 * Logs out one device of the user.
 * @param sessionId as `listSessions()` returns it
 * @param by the session of this request
 * @returns false when the user has no such device, or `by` has ended in the meantime
 */
export async function endDevice(user: User, sessionId: string, by: string): Promise<boolean> {
  const ended = await deleteSession(user.id, sessionId, by);
  const event = { user: user.id, sessionDigest: sessionId, address: await clientAddress() };
  if (ended) log("session_ended", event);
  return ended;
}

/** Logs out every device of the user except `keep`, the session of this request, and returns how many. */
export async function endOtherDevices(user: User, keep: string): Promise<number> {
  const count = await deleteSessions(user.id, keep);
  log("session_ended", { user: user.id, count, address: await clientAddress() });
  return count;
}
