import "server-only";
import { cookies } from "next/headers";
import { connection } from "next/server";
import {
  cookieAttributes,
  cookieName,
  openCookie,
  sealCookie,
  type CookieShape,
  type SealedCookie,
} from "./sealed-cookie";

/**
 * The request's cookies. Waits for a request first, as every function here has to before it asks for a name or a
 * setting: a prerender has neither a clock to judge seals by nor, at the build, any settings.
 */
async function jar() {
  await connection();
  return cookies();
}

/** The sealed text of a cookie as this request has it, writes of this very request included. */
export async function getCookieValue(cookie: CookieShape): Promise<string | undefined> {
  const request = await jar();
  return request.get(cookieName(cookie))?.value || undefined;
}

/** What follows `cookie`'s name in the names of this request's cookies that begin with it, sorted. */
export async function cookieSuffixes(cookie: CookieShape): Promise<string[]> {
  const request = await jar();
  const prefix = cookieName(cookie);
  const names = request.getAll().map(({ name }) => name);
  return names
    .flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []))
    .sort();
}

/** The data in a sealed cookie, or null: none sent, none that opens, too old or made for another purpose. */
export async function readCookie<T>(cookie: SealedCookie<T>): Promise<T | null> {
  const value = await getCookieValue(cookie);
  if (!value) return null;
  const opened = await openCookie(cookie, value);
  return opened.ok ? opened.data : null;
}

/** Puts a sealed value into the answer; a second write in the same request takes the first one's place. */
export async function setCookieValue(
  cookie: CookieShape,
  value: string,
  maxAge?: number,
): Promise<void> {
  const request = await jar();
  request.set(cookieName(cookie), value, cookieAttributes(cookie, maxAge));
}

/**
 * Seals `data` into the answer's cookie, kept for the cookie's lifetime.
 * @throws CookieTooBigError when it does not fit into 4,096 bytes
 */
export async function writeCookie<T>(cookie: SealedCookie<T>, data: T): Promise<void> {
  await connection();
  await setCookieValue(cookie, await sealCookie(cookie, data), cookie.lifetime);
}

/** Deletes the cookie, if the browser sent one or this request set one. */
export async function deleteCookie(cookie: CookieShape): Promise<void> {
  const request = await jar();
  if (request.has(cookieName(cookie))) await setCookieValue(cookie, "", 0);
}

const turns = new WeakMap<object, Promise<unknown>>();

/**
 * Runs `change` after every other change to this request's cookies: reading, changing and writing one sealed value
 * takes several steps, and two that run at once would lose one.
 */
export async function serializeWrites<T>(change: () => Promise<T>): Promise<T> {
  const request = await jar();
  const turn = (turns.get(request) ?? Promise.resolve()).then(change, change);
  turns.set(request, turn);
  return turn;
}
