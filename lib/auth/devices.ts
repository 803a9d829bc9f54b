import "server-only";
import { log } from "../log";
import { clientAddress } from "./client-address";
import { currentSession, type User } from "./index";
import { deleteSession, deleteSessions } from "./sessions";

/** Logs one of a member's devices out, named by its session's digest. False when the member has no such device. */
export async function endDevice(user: User, digest: string): Promise<boolean> {
  const ended = await deleteSession(user.id, digest);
  if (ended)
    log("session_ended", { user: user.id, sessionDigest: digest, address: await clientAddress() });
  return ended;
}

/** Logs out every device of a member's but this one, and says how many that were. */
export async function endOtherDevices(user: User): Promise<number> {
  const count = await deleteSessions(user.id, await currentSession());
  log("session_ended", { user: user.id, count, address: await clientAddress() });
  return count;
}
