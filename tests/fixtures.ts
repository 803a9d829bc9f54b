import { test as base, type BrowserContext, type Page } from "@playwright/test";
import { sessionCookie, type SessionRecord } from "@/lib/session/cookies";
import { readFields, type SessionData } from "@/lib/session/schema";
import { nowInSeconds } from "@/lib/duration";
import { openCookie, sealCookie } from "@/lib/session/sealed-cookie";
import { addCookies } from "./support/browser-cookies";
import { recordOf, SESSION_COOKIE } from "./support/http";
import { startServer, type Server } from "./support/server";
import { addPerson, type Person } from "./support/users";

/** Reads and writes the session of the test's browser. */
export type SessionFixture = Readonly<{
  get: () => Promise<SessionData>;
  /** Changes these fields. The user and the other fields stay. */
  set: (fields: SessionData) => Promise<void>;
}>;

type Fixtures = {
  session: SessionFixture;
  /** Logs in without a password: a user that `addPerson()` has created, or a new one with this name. */
  loggedInAs: (user: string | Person, options?: { permanent?: boolean }) => Promise<Person>;
};

async function readRecord(context: BrowserContext, server: Server): Promise<SessionRecord | null> {
  const cookies = await context.cookies(server.origin);
  const value = cookies.find(({ name }) => name === SESSION_COOKIE)?.value ?? "";
  const opened = await openCookie(sessionCookie, value, { keyring: [server.secret] });
  return opened.ok ? opened.data : null;
}

/** Replaces the session of a browser. */
export async function plantSession(
  context: BrowserContext,
  server: Server,
  record: SessionRecord,
): Promise<void> {
  const value = await sealCookie(sessionCookie, record, { keyring: [server.secret] });
  await addCookies(context, server, [{ name: SESSION_COOKIE, value }]);
}

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  session: async ({ context, server }, use) => {
    await use({
      get: async () => readFields((await readRecord(context, server))?.fields ?? {}),
      set: async (fields) => {
        const empty = { createdAt: nowInSeconds(), identity: null, fields: {} };
        const record = (await readRecord(context, server)) ?? empty;
        await plantSession(context, server, { ...record, fields: { ...record.fields, ...fields } });
      },
    });
  },
  loggedInAs: async ({ context, server }, use) => {
    await use(async (user, options) => {
      const created = typeof user === "string" ? await addPerson(server.databaseUrl, user) : user;
      await plantSession(context, server, recordOf(created, options));
      return created;
    });
  },
});

export { expect } from "@playwright/test";
export { SESSION_COOKIE };
export type { Page, Person, Server };
