import { sealCookie, type SealedCookie } from "@/lib/session/sealed-cookie";
import { sessionCookie } from "@/lib/session/session";
import type { SessionRecord } from "@/lib/session/schema";
import { SESSION_COOKIE, type Person, type Server } from "../fixtures";

export const seconds = (): number => Math.floor(Date.now() / 1000);

/** A request as a program makes it: no redirects followed, no cookies but those given. */
export async function send(
  server: Server,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  return fetch(new URL(path, server.origin), { redirect: "manual", ...init });
}

export const post = (
  server: Server,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
) =>
  send(server, path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });

/** A set cookie, taken apart. */
export type SetCookie = Readonly<{ name: string; value: string; attributes: readonly string[] }>;

export function setCookies(response: Response): SetCookie[] {
  return response.headers.getSetCookie().map((line) => {
    const [pair = "", ...attributes] = line.split("; ");
    const [name = "", ...value] = pair.split("=");
    return {
      name,
      value: value.join("="),
      attributes: attributes.map((attribute) => attribute.toLowerCase()).sort(),
    };
  });
}

/** A session record of this person, as logging in makes one. */
export function recordOf(
  person: Person,
  changes: Partial<SessionRecord> & { permanent?: boolean } = {},
): SessionRecord {
  const { permanent = false, ...record } = changes;
  const identity = { id: person.sessionId, userId: person.id, provenAt: seconds(), permanent };
  return { createdAt: seconds(), identity, fields: {}, ...record };
}

type When = { now?: number; secret?: string };

/** The session cookie as a `Cookie` header has it. */
export async function sealedSession(
  server: Server,
  record: SessionRecord,
  { now, secret }: When = {},
): Promise<string> {
  const value = await sealCookie(sessionCookie, record, {
    keyring: [secret ?? server.secret],
    now,
  });
  return `${SESSION_COOKIE}=${value}`;
}

/** Any sealed value under the session cookie's name. */
export async function sealedAsSession<T>(
  server: Server,
  cookie: SealedCookie<T>,
  data: T,
): Promise<string> {
  return `${SESSION_COOKIE}=${await sealCookie(cookie, data, { keyring: [server.secret] })}`;
}
