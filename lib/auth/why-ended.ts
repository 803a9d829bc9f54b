import "server-only";
import { limitReached, readSession } from "../session";
import { endedMark } from "../session/ended";

const reasons = {
  idle: "You were logged out because you had not been here for a while.",
  absolute: "You were logged out because it had been long since you gave your password.",
  ended: "This session was ended from another device, or by a new password.",
} as const;

/**
 * Why somebody who was logged in no longer is, for the login page to say.
 * @param mark what `requireUser()` put into the address when the database no longer knew the session
 */
export async function whyEnded(mark: unknown): Promise<string | null> {
  const limit = await limitReached();
  if (limit) return reasons[limit];
  const identity = (await readSession())?.record.identity;
  return identity && mark === (await endedMark(identity.id)) ? reasons.ended : null;
}
