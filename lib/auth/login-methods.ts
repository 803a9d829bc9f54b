import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { linkedLogins, passkeys, users } from "../db/schema";
import { findUser } from "./find-user";
import type { User } from "./user";

/** For a request to remove the last way to log in. */
export const LAST_LOGIN = "This is your only way to log in. Add another one first.";

/**
 * An SQL condition: the user has more than one way to log in, so that one of them can be removed. Part of the statement
 * that removes it, because two removals at once could each see the other's.
 */
export const hasAnotherLogin = (userId: string): SQL => sql`(
  (select count(*) from ${users} where ${users.id} = ${userId} and ${users.passwordHash} is not null) +
  (select count(*) from ${passkeys} where ${passkeys.userId} = ${userId}) +
  (select count(*) from ${linkedLogins} where ${linkedLogins.userId} = ${userId})
) > 1`;

/** Whether the user can log in with a password. */
export const hasPassword = async (user: User): Promise<boolean> =>
  (await findUser(user.id))?.passwordHash != null;
