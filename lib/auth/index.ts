import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { env } from "../env";
import { log } from "../log";
import { loginPath, PATH_HEADER } from "../routes";
import { clearSession, readSession, startSession } from "../session";
import { isFresh, lifetimes } from "../session/policy";
import { nowInSeconds } from "../session/sealed-cookie";
import { clientAddress } from "./address";
import { createSession, deleteSession, findSessionUser } from "./sessions";
import type { User } from "./user";

export type { User } from "./user";

/**
 * The member this request comes from, or null for a guest. The seal says who they claim to be and the database whether
 * that still holds. Asked once per render, however many components want to know.
 * @throws when the database does not answer: “not known” must not look like “nobody”
 */
export const getUser = cache(async (): Promise<User | null> => {
  const identity = (await readSession())?.record.identity;
  return identity ? findSessionUser(identity.id, identity.userId) : null;
});

async function toLogin(): Promise<never> {
  redirect(loginPath((await headers()).get(PATH_HEADER) ?? "/"));
}

/** The member this request comes from. A guest is sent to log in, and comes back afterwards. */
export async function requireUser(): Promise<User> {
  return (await getUser()) ?? toLogin();
}

/** As `requireUser()`, for what matters most: sends to log in again when the password was last given too long ago. */
export async function requireFreshUser(): Promise<User> {
  const user = await requireUser();
  const provenAt = (await readSession())?.record.identity?.provenAt ?? 0;
  return isFresh(provenAt, env().SESSION_FRESH_FOR, nowInSeconds()) ? user : toLogin();
}

/**
 * Begins a session for a member whose password has just been proved right: a new id, whatever session there was, which
 * ends here (ASVS 5.0, 7.2.4).
 * @param options.permanent keep it when the browser closes (“Remember me”)
 */
export async function logIn(user: User, options: { permanent?: boolean } = {}): Promise<void> {
  const { permanent = false } = options;
  const now = nowInSeconds();
  const before = (await readSession())?.record.identity;
  const { absolute } = lifetimes(permanent ? "permanent" : "browser", env());
  const id = await createSession(user.id, now + absolute);
  if (before) await deleteSession(before.id);
  await startSession({ id, userId: user.id, provenAt: now, permanent });
  log("login", { user: user.id, sessionId: id, address: await clientAddress() });
}

/**
 * Ends the session of this request and every copy of its cookie. The cookie goes first: even with the database out of
 * reach, this browser is a guest's.
 */
export async function logOut(): Promise<void> {
  const identity = (await readSession())?.record.identity;
  await clearSession();
  if (!identity) return;
  await deleteSession(identity.id);
  log("logout", { user: identity.userId, sessionId: identity.id, address: await clientAddress() });
}
