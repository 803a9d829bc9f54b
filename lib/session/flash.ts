import "server-only";
import {
  cookieSuffixes,
  deleteCookie,
  serializeWrites,
  readCookie,
  writeCookie,
} from "./cookie-store";
import { FLASH_PREFIX, flashCookie, nextFlashId, type FlashCategory } from "./flash-cookie";
import { cookieName } from "./sealed-cookie";

/** A message as a page shows it. `cookie` is what the browser deletes once it has been shown. */
export type FlashMessage = Readonly<{
  id: string;
  category: FlashCategory;
  text: string;
  cookie: string;
}>;

/** So many cookies of messages nobody has seen yet are kept; beyond that, the oldest go. */
const MOST_PENDING = 10;

const pendingIds = (): Promise<string[]> => cookieSuffixes({ name: FLASH_PREFIX });

/**
 * Says something once, on the next page this browser shows. For actions and route handlers.
 * @param category `success` and `info` are told politely to a screen reader, `warning` and `error` at once
 * @throws CookieTooBigError when the text is longer than about 2,700 characters
 */
export function flash(category: FlashCategory, text: string): Promise<void> {
  return serializeWrites(async () => {
    const pending = await pendingIds();
    const surplus = pending.slice(0, Math.max(0, pending.length - MOST_PENDING + 1));
    for (const id of surplus) await deleteCookie(flashCookie(id));
    // A cookie of its own for each message: two answers that arrive at the same time can't overwrite one another, and
    // deleting one that was shown can't take along one that was not.
    await writeCookie(flashCookie(nextFlashId()), { category, text });
  });
}

/** The messages waiting to be shown, in the order they were said. Reading takes nothing away: showing does. */
export async function getFlashedMessages(): Promise<FlashMessage[]> {
  const messages = (await pendingIds()).map(async (id) => {
    const message = await readCookie(flashCookie(id));
    return message && { id, cookie: cookieName(flashCookie(id)), ...message };
  });
  return (await Promise.all(messages)).filter((message) => message !== null);
}
