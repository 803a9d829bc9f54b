import { changePassword } from "@/lib/auth/account";
import { limits } from "@/lib/auth/limits";
import { countForUser } from "@/lib/auth/login-limits";
import { gitHubProvider } from "@/lib/auth/oauth/github";
import { linkToOwnAccount } from "@/lib/auth/oauth/link-attempt";
import type { Limit } from "@/lib/auth/rate-limit";
import { RateLimitError } from "@/lib/auth/rate-limit-error";
import { sessionDigest } from "@/lib/auth/sessions";
import { sealSession } from "@/lib/session/cookies";
import { recordOf, SESSION_COOKIE } from "../support/http";
import { FakeBrowser } from "../support/next-headers";
import { expect, test } from "../support/unit-database";
import { addUser, type TestUser } from "../support/users";

const sessionOf = ({ sessionId }: TestUser): string => sessionDigest(sessionId);
const gitHub = gitHubProvider("id", "secret");

type Limited = Readonly<{ limit: Limit; change: (user: TestUser) => Promise<unknown> }>;

/** Adding a passkey is in tests/attacks/passkeys.test.ts: it counts after the signature is verified. */
const changes: Record<string, Limited> = {
  "change the password": {
    limit: limits.passwordChange,
    change: (user) => changePassword(user, user.password, "another long sentence"),
  },
  "link a login": {
    limit: limits.loginAdded,
    change: (user) => linkToOwnAccount(sessionOf(user), gitHub, { subject: user.id }),
  },
};

for (const [what, { limit, change }] of Object.entries(changes)) {
  test(`after twenty in an hour, a user cannot ${what}`, async ({ databaseUrl }) => {
    const user = await addUser(databaseUrl, "Mallory");
    const browser = new FakeBrowser();
    browser.cookies.set(SESSION_COOKIE, (await sealSession(recordOf(user))).value);
    for (let count = 0; count < 20; count++) await countForUser(limit, user.id, user.email);
    await expect(browser.request(() => change(user))).rejects.toThrow(RateLimitError);
  });
}
