import "server-only";
import { getAuth } from "../get-auth";
import { limits } from "../limits";
import { countForUser } from "../login-limits";
import { sessionExists } from "../sessions";
import type { User } from "../user";
import { findLinkedUser, linkLogin } from "./linked-logins";
import { LoginRefused } from "./login-refused";
import { loginOf } from "./open-account";
import type { Claims, Provider } from "./provider";

/** Where a user links logins, and comes back to. */
export const LINK_PAGE = "/account/security";

/**
 * The user who links a login. `session` is the digest that the page of this session has in its links, so another site
 * cannot begin a link, and a login in between ends it.
 * @throws LoginRefused when it is another session by now, or the last proof is too old
 */
export async function requireLinkingUser(session: string): Promise<User> {
  const auth = await getAuth();
  if (auth.status === "user" && auth.session.id === session && auth.session.fresh) return auth.user;
  throw new LoginRefused(
    "link_without_session",
    "Your session has changed since. Try again to link the login.",
  );
}

/**
 * Links a login at a provider to the account of this session.
 * @returns what happened, as a sentence
 * @throws LoginRefused, RateLimitError
 */
export async function linkToOwnAccount(
  session: string,
  provider: Provider,
  claims: Claims,
): Promise<string> {
  const user = await requireLinkingUser(session);
  await countForUser(limits.loginAdded, user.id, user.email);
  const login = loginOf(provider, claims);
  const owner = await findLinkedUser(login);
  if (owner && owner.id !== user.id) {
    const message = `This ${provider.name} login opens another account. Unlink it there first.`;
    throw new LoginRefused("linked_elsewhere", message);
  }
  if (!owner && !(await linkLogin(user, login, sessionExists(session)))) {
    throw new LoginRefused("link_conflict", "The login could not be linked. Try again.");
  }
  return `You can log in with ${provider.name} now.`;
}
