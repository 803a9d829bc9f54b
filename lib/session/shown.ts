import { endedMark } from "./ended";
import { FLASH_PREFIX } from "./flash-cookie";
import { FORM_PREFIX, formCookie } from "../http/form-cookie";
import { cookieName, openCookie } from "./sealed-cookie";
import { openSession, sessionCookie } from "./session";

type Address = Pick<URL, "pathname" | "searchParams">;

/**
 * Whether the document at `address` is the one that this cookie was kept for, and the browser may forget it now: a flash
 * message is shown by every document, the state of a form by the page with that form, and why a session is over by the
 * login page.
 */
export async function isShownBy(address: Address, name: string, value: string): Promise<boolean> {
  if (name.startsWith(cookieName({ name: FLASH_PREFIX }))) return true;
  if (name.startsWith(cookieName({ name: FORM_PREFIX }))) {
    const kept = await openCookie(formCookie(""), value);
    return !kept.ok || kept.data.page === address.pathname;
  }
  return (
    name === cookieName(sessionCookie) &&
    address.pathname === "/login" &&
    isOver(value, address.searchParams)
  );
}

/** Whether a session no longer counts: its seal says so, or `requireUser()`, which asked the database. */
async function isOver(value: string, params: URLSearchParams): Promise<boolean> {
  const opened = await openSession(value);
  if ("fault" in opened) return true;
  const { identity } = opened.record;
  return identity !== null && params.get("ended") === (await endedMark(identity.id));
}
