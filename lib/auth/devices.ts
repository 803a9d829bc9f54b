import "server-only";
import { eq, sql } from "drizzle-orm";
import { db } from "../db/client";
import { users } from "../db/schema";
import { log } from "../log";
import { clientAddress } from "./client-address";
import { deleteSession, deleteSessions } from "./sessions";
import type { User } from "./user";

/** Mailed links no longer count: a device that was logged out may have asked for them, to change the address. */
async function cancelLinks(userId: string): Promise<void> {
  const change = { linkVersion: sql`${users.linkVersion} + 1` };
  await (await db()).update(users).set(change).where(eq(users.id, userId));
}

/**
 * Logs out one device of the user, and invalidates mailed links.
 * @param sessionId as `listSessions()` returns it
 * @returns false when the user has no such device
 */
export async function endDevice(user: User, sessionId: string): Promise<boolean> {
  const ended = await deleteSession(user.id, sessionId);
  if (ended) await cancelLinks(user.id);
  const event = { user: user.id, sessionDigest: sessionId, address: await clientAddress() };
  if (ended) log("session_ended", event);
  return ended;
}

/** Logs out every device of the user except the one with session `keep`, invalidates mailed links, and returns how many. */
export async function endAllDevices(userId: string, keep?: string): Promise<number> {
  const count = await deleteSessions(userId, keep);
  await cancelLinks(userId);
  return count;
}

/** The same for a user who asks for it. */
export async function endOtherDevices(user: User, keep: string): Promise<number> {
  const count = await endAllDevices(user.id, keep);
  log("session_ended", { user: user.id, count, address: await clientAddress() });
  return count;
}
