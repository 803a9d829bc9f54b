import type { SealedCookie } from "@/lib/session/sealed-cookie";

type Description = readonly [title: string, text: string];

/** The text about each cookie, by purpose. A cookie that is not listed is shown under its name. */
const descriptions: Readonly<Record<string, Description>> = {
  who: ["Session", "Who you are and what this site remembers about you."],
  flash: ["Message", "A message to show once. It is deleted when it has been shown."],
  form: ["Form", "What you entered into a form, on its way back to the page with the form."],
  device: [
    "Device",
    "The users who have logged in with this browser, so that an attacker’s guesses cannot lock them out.",
  ],
  "oauth-attempt": ["Login elsewhere", "A login at another site that you have begun."],
  bound: ["Bound device", "Shows that a copy of your session is not used on another device."],
  cart: ["Cart", "A guest’s cart. A user’s cart is in the database."], // shop
  seen: ["Recently viewed", "The products you viewed last."], // shop
};

export const describe = ({ purpose, name }: SealedCookie<unknown>): Description =>
  descriptions[purpose] ?? [name, ""];
