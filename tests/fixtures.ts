import { test as base, type BrowserContext, type Page } from "@playwright/test";
import { openCookie, sealCookie } from "@/lib/session/sealed-cookie";
import { sessionCookie } from "@/lib/session/session";
import { readFields, type SessionData, type SessionRecord } from "@/lib/session/schema";
import { startServer, type Server } from "./support/server";
import { addPerson, type Person } from "./support/users";

/** Reads and plants the sealed session cookie of the test's browser. */
export type SessionFixture = Readonly<{
  /** The fields the session holds. */
  get: () => Promise<SessionData>;
  /** Makes the browser one whose session holds these fields, and whoever it belongs to stays. */
  set: (fields: SessionData) => Promise<void>;
}>;

type Fixtures = {
  session: SessionFixture;
  /** Makes the browser a member's, without typing a password. */
  loggedInAs: (name: string, options?: { permanent?: boolean }) => Promise<Person>;
};

/** The session cookie's name where `Secure` is on, as it is in production. */
export const SESSION_COOKIE = "__Host-session";

async function readRecord(context: BrowserContext, server: Server): Promise<SessionRecord | null> {
  const value = (await context.cookies(server.origin)).find(
    ({ name }) => name === SESSION_COOKIE,
  )?.value;
  const opened = value
    ? await openCookie(sessionCookie, value, { keyring: [server.secret] })
    : null;
  return opened?.ok ? opened.data : null;
}

/** Puts a sealed session into the browser. */
export async function plantSession(
  context: BrowserContext,
  server: Server,
  record: SessionRecord,
): Promise<void> {
  const value = await sealCookie(sessionCookie, record, { keyring: [server.secret] });
  const { hostname: domain } = new URL(server.origin);
  await context.addCookies([
    {
      name: SESSION_COOKIE,
      value,
      domain,
      path: "/",
      secure: true,
      httpOnly: true,
      sameSite: "Lax",
    },
  ]);
}

const seconds = (): number => Math.floor(Date.now() / 1000);

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
        const before = await readRecord(context, server);
        const record = before ?? { createdAt: seconds(), identity: null, fields: {} };
        await plantSession(context, server, { ...record, fields: { ...record.fields, ...fields } });
      },
    });
  },
  loggedInAs: async ({ context, server }, use) => {
    await use(async (name, { permanent = false } = {}) => {
      const person = await addPerson(server.databaseUrl, name);
      const identity = { id: person.sessionId, userId: person.id, provenAt: seconds(), permanent };
      await plantSession(context, server, { createdAt: seconds(), identity, fields: {} });
      return person;
    });
  },
});

export { expect } from "@playwright/test";
export type { Page, Person, Server };
