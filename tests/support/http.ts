import { sessionCookie, type SessionRecord } from "@/lib/session/cookies";
import { nowInSeconds } from "@/lib/duration";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import type { Server } from "./server";
import type { TestUser } from "./users";

export { nowInSeconds as seconds };

/** The name with `Secure` on, as in production. */
export const SESSION_COOKIE = "__Host-session";

/** A request by a program: follows no redirect and sends only the given cookies. */
export const send = (server: Server, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(new URL(path, server.origin), { redirect: "manual", ...init });

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

export type SetCookie = Readonly<{ name: string; value: string; attributes: readonly string[] }>;

/** The `Set-Cookie` headers of a response, with their attributes sorted and in lower case. */
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

/** The session record that logging in makes for this user. */
export function recordOf(
  user: TestUser,
  { permanent = false, ...changes }: Partial<SessionRecord> & { permanent?: boolean } = {},
): SessionRecord {
  const now = nowInSeconds();
  const identity = { id: user.sessionId, userId: user.id, provenAt: now, permanent };
  return { createdAt: now, identity, fields: {}, ...changes };
}

/** The session cookie as a `Cookie` header. */
export async function sealedSession(
  server: Server,
  record: SessionRecord,
  { now, secret = server.secret }: { now?: number; secret?: string } = {},
): Promise<string> {
  const value = await SealedCookie.seal(sessionCookie, record, { keyring: [secret], now });
  return `${SESSION_COOKIE}=${value}`;
}

/** Another cookie's value under the name of the session cookie. */
export async function sealedAsSession<T>(
  server: Server,
  cookie: SealedCookie<T>,
  data: T,
): Promise<string> {
  return `${SESSION_COOKIE}=${await SealedCookie.seal(cookie, data, { keyring: [server.secret] })}`;
}
