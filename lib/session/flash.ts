import "server-only";
import { addOneTimeCookie, readOneTimeCookies } from "./cookie-store";
import { flashCookie, type FlashCategory } from "./cookies";
import { serializeCookie } from "./sealed-cookie";

/** A message to show. `deletion` is what the browser assigns to `document.cookie` once it is shown. */
export type FlashMessage = Readonly<{
  id: string;
  category: FlashCategory;
  text: string;
  deletion: string;
}>;

/**
 * Shows a message once, on the next page this browser shows. For actions and route handlers.
 * @param category screen readers announce `success` and `info` politely, `warning` and `error` immediately
 * @throws CookieTooBigError when the text is longer than about 2,700 characters
 */
export const flash = (category: FlashCategory, text: string): Promise<void> =>
  addOneTimeCookie(flashCookie, { category, text });

/** The messages waiting to be shown, oldest first. Reading does not remove them: showing does. */
export async function getFlashedMessages(): Promise<FlashMessage[]> {
  const pending = await readOneTimeCookies(flashCookie);
  return pending.map(({ id, cookie, data }) => ({
    id,
    ...data,
    deletion: serializeCookie(cookie, "", 0),
  }));
}
