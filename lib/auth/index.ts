import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { env } from "../env";
import { orUnknown } from "../errors";
import { log } from "../log";
import { loginPath, PATH_HEADER } from "../routes";
import { clearSession, readSession, startSession } from "../session";
import { endedMark } from "../session/ended";
import { isFresh, lifetimes } from "../session/policy";
import { nowInSeconds } from "../session/sealed-cookie";
import { clientAddress } from "./client-address";
import { rememberDevice } from "./known-device";
import { endSession, isEnding, takeEnding } from "./endings";
import { readPreferences } from "./preferences";
import { createSession, findSessionUser, sessionDigest } from "./sessions";
import type { User } from "./user";

export type { User } from "./user";

const readIdentity = async () => (await readSession())?.record.identity ?? null;

/**
 * The member this request comes from, or null for a guest. The seal says who they claim to be and the database whether
 * that still holds. Asked once per render, however many components want to know.
 * @throws when the database does not answer: “not known” must not look like “nobody”
 */
export const getUser = cache(async (): Promise<User | null> => {
  const identity = await readIdentity();
  if (!identity || isEnding(sessionDigest(identity.id))) return null;
  return findSessionUser(identity);
});

/**
 * As `getUser()`, for what is only shown and must not take the page down with it: `"unknown"` when the database does not
 * answer. Then claim nothing: neither that somebody is logged in nor that nobody is.
 */
export const whoIsHere = cache(async (): Promise<User | null | "unknown"> => {
  await takeEnding();
  return orUnknown(getUser);
});

/** The digest by which the database knows the session of this request; empty for a guest. */
export async function currentSession(): Promise<string> {
  const identity = await readIdentity();
  return identity ? sessionDigest(identity.id) : "";
}

/** The login page, with the way back to where this request came from. */
async function loginAddress(): Promise<string> {
  return loginPath((await headers()).get(PATH_HEADER) ?? "/");
}

/** The member this request comes from. A guest is sent to log in, told why, and comes back afterwards. */
export async function requireUser(): Promise<User> {
  const user = await getUser();
  if (user) return user;
  const login = await loginAddress();
  const identity = await readIdentity();
  if (!identity) redirect(login);
  redirect(`${login}${login.includes("?") ? "&" : "?"}ended=${await endedMark(identity.id)}`);
}

/** Whether the password was given within `SESSION_FRESH_FOR`. */
export async function isFreshlyProven(): Promise<boolean> {
  const identity = await readIdentity();
  return identity !== null && isFresh(identity.provenAt, env().SESSION_FRESH_FOR, nowInSeconds());
}

/** As `requireUser()`, for what matters most: asks for the password again when it was last given too long ago. */
export async function requireFreshUser(): Promise<User> {
  const user = await requireUser();
  if (await isFreshlyProven()) return user;
  redirect(await loginAddress());
}

/**
 * Begins a session for a member whose password has just been proved right: a new id, whatever session there was, which
 * ends here (ASVS 5.0, 7.2.4). Whoever proves themselves once more keeps what their session remembers; what a member
 * chose on another device comes in.
 * @param options.permanent keep it when the browser closes (“Remember me”); as it was when a member proves themselves anew
 */
export async function logIn(user: User, options: { permanent?: boolean } = {}): Promise<void> {
  const before = (await readSession())?.record ?? null;
  const same = before?.identity?.userId === user.id;
  const permanent = options.permanent ?? (same && before.identity?.permanent === true);
  const now = nowInSeconds();
  const { absolute } = lifetimes(permanent ? "permanent" : "browser", env());
  const userAgent = (await headers()).get("user-agent") ?? "";
  const id = await createSession(user.id, now + absolute, userAgent);
  if (before?.identity)
    await endSession([before.identity.userId, sessionDigest(before.identity.id)]);
  const fields = { ...(same ? before.fields : {}), ...(await readPreferences(user.id)) };
  await startSession({ id, userId: user.id, provenAt: now, permanent }, fields);
  await rememberDevice(user.id);
  log("login", { user: user.id, sessionId: id, address: await clientAddress() });
}

/**
 * Ends the session of this request and every copy of its cookie. The cookie goes first: even with the database out of
 * reach, this browser is a guest's, and the copies end when it is back.
 */
export async function logOut(): Promise<void> {
  const identity = await readIdentity();
  await clearSession();
  if (!identity) return;
  await endSession([identity.userId, sessionDigest(identity.id)]);
  log("logout", { user: identity.userId, sessionId: identity.id, address: await clientAddress() });
}
