import { test as base, type BrowserContext, type Page } from "@playwright/test";
import { sessionCookie, type SessionRecord } from "@/lib/session/cookies";
import { readFields, type SessionData } from "@/lib/session/schema";
import { nowInSeconds } from "@/lib/duration";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { recordOf, SESSION_COOKIE } from "./support/http";
import { startServer, type Server } from "./support/server";
import { addUser, type TestUser } from "./support/users";

/** Reads and writes the session of the test's browser. */
export type SessionFixture = Readonly<{
  get: () => Promise<SessionData>;
  /** Changes these fields. The user and the other fields stay. */
  set: (fields: SessionData) => Promise<void>;
}>;

type Fixtures = {
  session: SessionFixture;
  /** Logs in without a password: a user that `addUser()` has created, or a new one with this name. */
  loggedInAs: (user: string | TestUser, options?: { permanent?: boolean }) => Promise<TestUser>;
};

/** What the session cookie of a browser holds. */
export async function readSessionRecord(
  context: BrowserContext,
  server: Server,
): Promise<SessionRecord | null> {
  const cookies = await context.cookies(server.origin);
  const value = cookies.find(({ name }) => name === SESSION_COOKIE)?.value ?? "";
  const opened = await SealedCookie.open(sessionCookie, value, { keyring: [server.secret] });
  return opened.ok ? opened.data : null;
}

/** Adds cookies to a browser, with the attributes of production. */
export async function addCookies(
  context: BrowserContext,
  { origin }: Server,
  cookies: readonly Readonly<{ name: string; value: string }>[],
): Promise<void> {
  const { hostname: domain } = new URL(origin);
  const attributes = { domain, path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const;
  await context.addCookies(cookies.map(({ name, value }) => ({ name, value, ...attributes })));
}

/** Replaces the session of a browser. */
export async function setSessionCookie(
  context: BrowserContext,
  server: Server,
  record: SessionRecord,
): Promise<void> {
  const value = await SealedCookie.seal(sessionCookie, record, { keyring: [server.secret] });
  await addCookies(context, server, [{ name: SESSION_COOKIE, value }]);
}

export const test = base.extend<Fixtures, { server: Server }>({
  // Trusts one proxy, so that a test can choose its client address with X-Forwarded-For.
  server: [
    async ({}, use) => {
      const server = await startServer({ env: { TRUSTED_PROXIES: "1" } });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  session: async ({ context, server }, use) => {
    await use({
      get: async () => readFields((await readSessionRecord(context, server))?.fields ?? {}),
      set: async (fields) => {
        const empty = { createdAt: nowInSeconds(), identity: null, fields: {} };
        const record = (await readSessionRecord(context, server)) ?? empty;
        await setSessionCookie(context, server, {
          ...record,
          fields: { ...record.fields, ...fields },
        });
      },
    });
  },
  loggedInAs: async ({ context, server }, use) => {
    await use(async (user, options) => {
      const created = typeof user === "string" ? await addUser(server.databaseUrl, user) : user;
      await setSessionCookie(context, server, recordOf(created, options));
      return created;
    });
  },
});

export { expect } from "@playwright/test";
export { SESSION_COOKIE };
export type { Page, TestUser, Server };
