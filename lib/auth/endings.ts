import "server-only";
import { isDatabaseOutage, logError } from "../errors";
import { log } from "../log";
import { deleteCookie, readCookie, writeCookie } from "../session/cookie-store";
import { endingCookie, type Ending } from "./ending-cookie";
import { deleteSession } from "./sessions";

/** How long until the database is asked again, in milliseconds. */
const AGAIN = 2000;

/** So many endings are kept; of more, the oldest are left to the browsers. */
const MOST = 10_000;

// On globalThis, because pages and handlers are bundled apart, and each has to know what the other has ended.
type Queue = { waiting: Map<string, string>; timer?: NodeJS.Timeout };
const shared = globalThis as { signetEndings?: Queue };
const queue: Queue = (shared.signetEndings ??= { waiting: new Map() });

/** Whether a session was ended here, though the database may not know yet. */
export const isEnding = (digest: string): boolean => queue.waiting.has(digest);

async function workOff(): Promise<void> {
  delete queue.timer;
  try {
    for (const [digest, userId] of queue.waiting) {
      await deleteSession(userId, digest);
      queue.waiting.delete(digest);
      log("session_ended", { user: userId, sessionDigest: digest, code: "belated" });
    }
  } catch {
    schedule();
  }
}

function schedule(): void {
  // Not waited for at the end of the process: the browser has the cookie.
  queue.timer ??= setTimeout(() => void workOff(), AGAIN).unref();
}

function later([userId, digest]: Ending): void {
  queue.waiting.set(digest, userId);
  if (queue.waiting.size > MOST) queue.waiting.delete(queue.waiting.keys().next().value as string);
  schedule();
}

/** Ends a session now or, with the database out of reach, as soon as it is back; on this instance, now in any case. */
export async function endSession(ending: Ending): Promise<void> {
  try {
    await deleteSession(...ending);
    await deleteCookie(endingCookie);
  } catch (error) {
    if (!isDatabaseOutage(error)) throw error;
    logError(error);
    later(ending);
    await writeCookie(endingCookie, ending);
  }
}

/** Takes from a browser what it was given to take along. Rendering can't delete a cookie, and telling twice does no harm. */
export async function takeEnding(): Promise<void> {
  const ending = await readCookie(endingCookie);
  if (ending) void deleteSession(...ending).catch(() => later(ending));
}
