import "server-only";
import { inArray, sql, type SQL } from "drizzle-orm";
import { linkedLogins, passkeys, users } from "../db/schema";
import { findUser } from "./find-user";
import { listProviders } from "./oauth/providers";
import type { User } from "./user";

/** For a request to remove the last way to log in. */
export const LAST_LOGIN = "This is your only way to log in. Add another one first.";

/**
 * An SQL condition: the user can still log in when one of their passkeys is removed, or a login at `provider`. Part of the
 * statement that removes it, because two removals at once could each see the other's.
 */
export function hasAnotherLogin(userId: string, provider?: string): SQL {
  // Without settings, no user can log in by a provider.
  const active = listProviders().map(({ id }) => id);
  const isCounted = provider === undefined || active.includes(provider);
  return sql`(
  (select count(*) from ${users} where ${users.id} = ${userId} and ${users.passwordHash} is not null) +
  (select count(*) from ${passkeys} where ${passkeys.userId} = ${userId}) +
  (select count(*) from ${linkedLogins}
    where ${linkedLogins.userId} = ${userId} and ${inArray(linkedLogins.provider, active)})
) > ${isCounted ? 1 : 0}`;
}

/** Whether the user can log in with a password. */
export const hasPassword = async (user: User): Promise<boolean> =>
  (await findUser(user.id))?.passwordHash != null;
