import "server-only";
import { cookieStore } from "./cookie-store";
import { flashCookie, type FlashCategory } from "./cookies";
import { SealedCookie } from "./sealed-cookie";

/**
 * Shows a message once, on the next page this browser shows. For actions and route handlers.
 * @param category screen readers announce `success` and `info` politely, `warning` and `error` immediately
 * @throws CookieTooBigError when the text is longer than about 2,700 characters
 */
export const flash = (category: FlashCategory, text: string): Promise<void> =>
  cookieStore.add(flashCookie, { category, text });

/** The messages to show, oldest first. To delete a shown one, the browser assigns `deletion` to `document.cookie`. */
export const getFlashedMessages = async () =>
  (await cookieStore.readAll(flashCookie)).map(({ id, cookie, data }) => ({
    id,
    ...data,
    deletion: SealedCookie.serialize(cookie, "", 0),
  }));
