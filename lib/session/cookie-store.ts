import "server-only";
import { cookies } from "next/headers";
import { connection } from "next/server";
import { SealedCookie } from "./sealed-cookie";

/** The request's cookies. Waits for a request first: a prerender has no clock to check a seal's age with. */
async function requestCookies() {
  await connection();
  return cookies();
}

/** Writes a sealed value to the response; the last write of a request wins. `maxAge` is in seconds. */
export async function writeCookie(cookie: SealedCookie<unknown>, value: string, maxAge?: number) {
  const attributes = SealedCookie.attributes(cookie, maxAge);
  (await requestCookies()).set(SealedCookie.wireName(cookie), value, attributes);
}

const queues = new WeakMap<object, Promise<unknown>>();

/** Runs `write` after every earlier write of this request: two at once would read the same value and lose one. */
export async function serializeWrites<T>(write: () => Promise<T>): Promise<T> {
  const request = await requestCookies();
  const result = (queues.get(request) ?? Promise.resolve()).then(write, write);
  queues.set(request, result);
  return result;
}

const withId = <T>(cookie: SealedCookie<T>, id: string): SealedCookie<T> => ({
  ...cookie,
  name: `${cookie.name}.${id}`,
});

/** The ids of a one-time cookie in this request, oldest first: they begin with the time. A comma would end a header. */
async function sentIds(cookie: SealedCookie<unknown>): Promise<string[]> {
  const sent = (await requestCookies()).getAll();
  // After the await: a build prerenders without settings, and never gets here.
  const prefix = SealedCookie.wireName(withId(cookie, ""));
  const ids = sent.map(({ name }) => (name.startsWith(prefix) ? name.slice(prefix.length) : ""));
  return ids.filter((id) => /^[\da-z]+$/.test(id)).sort();
}

/** The sealed cookies of this request. Actions and route handlers can also write. */
export const cookieStore = {
  /** The sealed text of a cookie, including what this request has already written. */
  value: async (cookie: SealedCookie<unknown>): Promise<string | undefined> =>
    (await requestCookies()).get(SealedCookie.wireName(cookie))?.value || undefined,

  /** The data of a cookie; null when it is missing, does not open or has expired. */
  async read<T>(cookie: SealedCookie<T>): Promise<T | null> {
    const opened = await SealedCookie.open(cookie, (await cookieStore.value(cookie)) ?? "");
    return opened.ok ? opened.data : null;
  },

  /**
   * Reads a cookie, changes its data and writes it back; `null` deletes it.
   * @returns what `change` returned
   * @throws CookieTooBigError when the data does not fit into 4,096 bytes
   */
  change: <T>(cookie: SealedCookie<T>, change: (before: T | null) => T | null): Promise<T | null> =>
    serializeWrites(async () => {
      const data = change(await cookieStore.read(cookie));
      if (data === null) await cookieStore.delete(cookie);
      else await writeCookie(cookie, await SealedCookie.seal(cookie, data), cookie.lifetime);
      return data;
    }),

  /** Deletes the cookie, if the browser sent it or this request wrote it. */
  async delete(cookie: SealedCookie<unknown>): Promise<void> {
    const isPresent = (await requestCookies()).has(SealedCookie.wireName(cookie));
    if (isPresent) await writeCookie(cookie, "", 0);
  },

  /** The newest one-time values that open, at most `cookie.max`, oldest first. */
  async readAll<T>(cookie: SealedCookie<T>) {
    const newest = (await sentIds(cookie)).slice(-(cookie.max ?? 1));
    const values = newest.map(async (id) => {
      const own = withId(cookie, id);
      const data = await cookieStore.read(own);
      return data && { id, cookie: own, data };
    });
    return (await Promise.all(values)).filter((value) => value !== null);
  },

  /** Deletes all one-time values but the newest. At most 20 at a time, because a client can send hundreds. */
  async trim(cookie: SealedCookie<unknown>, keep = 0): Promise<void> {
    const surplus = (await sentIds(cookie)).reverse().slice(keep, keep + 20);
    for (const id of surplus) await cookieStore.delete(withId(cookie, id));
  },

  /**
   * Adds a one-time value in a cookie of its own. It ends with the browser, so that the next person does not find it.
   * @throws CookieTooBigError when the data does not fit into 4,096 bytes
   */
  add: <T>(cookie: SealedCookie<T>, data: T): Promise<void> =>
    serializeWrites(async () => {
      await cookieStore.trim(cookie, (cookie.max ?? 1) - 1);
      const microseconds = Math.floor((performance.timeOrigin + performance.now()) * 1000);
      const own = withId(cookie, microseconds.toString(36) + crypto.randomUUID().slice(0, 6));
      await writeCookie(own, await SealedCookie.seal(own, data));
    }),
};
