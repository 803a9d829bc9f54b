import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { DatabaseUnavailableError } from "../errors";
import { keepOneTimeCookies } from "../next/keep-one-time";
import { PATH_HEADER } from "../next/path-header";
import { loginPath } from "../routes";
import { getAuth, type Auth } from "./get-auth";
import type { User } from "./user";

export { getAuth, ownSessionId, type Auth, type SessionInfo } from "./get-auth";
export { logIn, logOut } from "./log-in";
export type { User } from "./user";

type SignedIn = Extract<Auth, { status: "user" }>;

/** Redirects to the login page, with the page of this request as `next`. */
export async function redirectToLogin(): Promise<never> {
  keepOneTimeCookies();
  redirect(loginPath((await headers()).get(PATH_HEADER) ?? "/"));
}

async function requireAuth(): Promise<SignedIn> {
  const auth = await getAuth();
  if (auth.status === "unavailable") throw new DatabaseUnavailableError();
  return auth.status === "user" ? auth : redirectToLogin();
}

/**
 * The user who made this request. Redirects a guest to log in and back afterwards.
 * @throws DatabaseUnavailableError when the database does not answer
 */
export async function requireUser(): Promise<User> {
  return (await requireAuth()).user;
}

/** As `requireUser()`, and asks for a new proof when the last one is older than `SESSION_FRESH_FOR`. */
export async function requireFreshUser(): Promise<User> {
  const { user, session } = await requireAuth();
  return session.fresh ? user : redirectToLogin();
}
