import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { db } from "../../db/client";
import { linkedLogins, users } from "../../db/schema";
import { nowInSeconds } from "../../duration";
import { isUniqueViolation } from "../../errors";
import { log } from "../../log";
import { isUnchanged } from "../account-state";
import { clientAddress } from "../client-address";
import { findUserByEmail } from "../find-user";
import { attemptSignup } from "../login-limits";
import type { User, VerifiedUser } from "../user";
import { emailField, nameField } from "../users";
import { findLinkedUser, isLinked, linkLogin, type LinkedLogin } from "./linked-logins";
import { LoginRefused } from "./login-refused";
import type { Claims, Provider } from "./provider";

/** Of a label in the list of logins, in characters. */
const MAX_LABEL = 254;

/** The login as it is stored. */
export const loginOf = ({ id, name }: Provider, { subject, label }: Claims): LinkedLogin => ({
  provider: id,
  subject,
  label: (label ?? name).slice(0, MAX_LABEL),
});

/**
 * The account that a login at a provider opens: the one it is linked to, else the one with its address, else a new one.
 * @throws LoginRefused, RateLimitError
 */
export async function openAccount(
  provider: Provider,
  claims: Claims,
): Promise<VerifiedUser & { message: string }> {
  const login = loginOf(provider, claims);
  const verified = (user: User, message: string) => {
    log("provider_login", { user: user.id, code: provider.id });
    return { user, proof: isLinked(login, user.id), message };
  };
  const known = await findLinkedUser(login);
  if (known) return verified(known, `Welcome back, ${known.name}.`);

  const { success, data: email } = emailField.safeParse(claims.email);
  if (!success || claims.isEmailVerified !== true) {
    const message = `${provider.name} has no confirmed e-mail address of yours. Confirm it there, or sign up here.`;
    throw new LoginRefused("email_not_verified", message);
  }
  const row = await findUserByEmail(email);
  if (!row) {
    const user = await signUp(login, { name: nameOf(claims, email), email });
    // Another request with the same login or address was faster.
    if (!user) return openAccount(provider, claims);
    return verified(user, `Welcome, ${user.name}. Your account is ready.`);
  }
  const user = { id: row.id, name: row.name, email: row.email };
  // A stranger can sign up with any address, and its owner confirm it without noticing. The stranger's password would
  // open the account that the owner then uses.
  // And one that was unlinked must not come back by itself.
  const isJoined = and(
    isUnchanged(row),
    eq(users.emailVerifiedInSession, true),
    eq(users.linksByHand, false),
  );
  if (await linkLogin(user, login, isJoined)) {
    return verified(
      user,
      `Welcome back, ${row.name}. ${provider.name} is linked to your account now.`,
    );
  }
  const message = `Your address already has an account. Log in to it first, then link ${provider.name} at Account, Security.`;
  throw new LoginRefused("email_taken", message);
}

/** The user's name at the provider, or the first part of the address. */
const nameOf = ({ name }: Claims, email: string): string =>
  nameField.safeParse(name).data ?? email.split("@", 1)[0]?.slice(0, 80) ?? email;

/** Creates an account without a password. Null when the login or the address has an account by now. */
async function signUp(login: LinkedLogin, fields: Omit<User, "id">): Promise<User | null> {
  const user = { id: randomBytes(16).toString("base64url"), ...fields };
  const address = await clientAddress();
  const createdAt = nowInSeconds();
  const confirmed = { emailVerifiedAt: createdAt, emailVerifiedInSession: true };
  const isAdded = await attemptSignup({ email: user.email, address }, async () => {
    const database = await db();
    try {
      await database.batch([
        database.insert(users).values({ ...user, createdAt, ...confirmed }),
        database.insert(linkedLogins).values({ ...login, userId: user.id, createdAt }),
      ]);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  });
  if (!isAdded) return null;
  log("signup", { user: user.id, email: user.email, address, code: login.provider });
  return user;
}
