import type { SessionInfo } from "@/lib/auth";
import { nowInSeconds } from "@/lib/duration";
import type { SecondsLeft } from "./use-time-left";

type Ends = Pick<SessionInfo, "idleExpiresAt" | "absoluteExpiresAt">;

/** How long a session still lives, in seconds from now: a browser's own clock may be wrong. */
export function timeLeft({ idleExpiresAt, absoluteExpiresAt }: Ends): SecondsLeft {
  const now = nowInSeconds();
  return { idle: idleExpiresAt - now, absolute: absoluteExpiresAt - now };
}
