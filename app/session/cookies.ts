import { deviceCookie } from "@/lib/auth/known-device-cookie";
import { endingCookie } from "@/lib/auth/ending-cookie";
import { flashCookie } from "@/lib/session/flash-cookie";
import { formCookie } from "@/lib/http/form-cookie";
import type { SealedCookie } from "@/lib/session/sealed-cookie";
import { sessionCookie } from "@/lib/session/session";
import { cartCookie } from "@/lib/shop/cart-cookie"; // shop
import { seenCookie } from "@/lib/shop/recently-viewed-cookie"; // shop
import {
  deviceContents,
  flashContents,
  formContents,
  sessionContents,
  type Contents,
} from "./contents";

/** A cookie of this site as the inspector shows it. A name that ends with a dot stands for all that begin with it. */
export type Kind = Readonly<{
  cookie: SealedCookie<unknown>;
  title: string;
  /** What it is for, in a sentence. */
  purpose: string;
  contents: (data: unknown) => Contents;
}>;

const kind = <T>(
  cookie: SealedCookie<T>,
  title: string,
  purpose: string,
  contents: (data: T) => Contents,
): Kind => ({
  cookie: cookie as SealedCookie<unknown>,
  title,
  purpose,
  contents: (data) => contents(data as T),
});

/** Every sealed cookie of this site. Add yours here: `/session` and `npm run session -- show` then know it. */
export const sealedCookies: readonly Kind[] = [
  kind(
    sessionCookie,
    "Session",
    "Who you are here, and the few things this site remembers about you.",
    sessionContents,
  ),
  kind(cartCookie, "Cart", "What a guest put in. A member's is in the database.", ({ lines }) => ({
    lines: lines.map((line) => line.join(" × ")).join(", "),
  })), // shop
  kind(
    seenCookie,
    "Seen",
    "Which products you looked at last. A member's are in the database.",
    (ids) => ({ products: ids.join(", ") }),
  ), // shop
  kind(
    deviceCookie,
    "Device",
    "Who has logged in here before, so that a stranger's guesses can't lock them out.",
    deviceContents,
  ),
  kind(
    endingCookie,
    "Ending",
    "A logout the database could not be told of yet. The next page tells it.",
    () => ({ "still to end": "one session" }),
  ),
  kind(
    flashCookie(""),
    "Message",
    "Something to tell you once. Shown, it is deleted.",
    flashContents,
  ),
  kind(
    formCookie(""),
    "Form",
    "What you sent with a form, on its way back to the page that shows it.",
    formContents,
  ),
];

/** What the cookie of this name is for; undefined when it is none of ours. */
export const kindOf = (name: string): Kind | undefined =>
  sealedCookies.find(({ cookie }) =>
    cookie.name.endsWith(".") ? name.startsWith(cookie.name) : name === cookie.name,
  );
