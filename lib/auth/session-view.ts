import "server-only";
import { cache } from "react";
import { readSession } from "../session";
import { secondsLeft } from "../session/session";
import { whoIsHere, type User } from ".";

/** Whether it outlives the browser, and the seconds it still had when the answer was made: unused, and in any case. */
export type SessionEnds = Readonly<{ permanent: boolean; idle: number; absolute: number }>;

/**
 * What components may know of the session, and a browser be told. `signedIn` is null while nobody can tell: “not known”
 * is not “nobody”.
 */
export type SessionView =
  | Readonly<{ signedIn: true; user: User; session: SessionEnds }>
  | Readonly<{ signedIn: false | null; user: null; session: null }>;

const nobody = { signedIn: false, user: null, session: null } as const;
const unknown = { ...nobody, signedIn: null } as const;

/**
 * The session of this request, for components. Asked once per render, however many want to know. Never throws because
 * of the database: a page does not fall over one line in it. What guards something calls `requireUser()`.
 */
export const viewSession = cache(async (): Promise<SessionView> => {
  const [user, session] = await Promise.all([whoIsHere(), readSession()]);
  if (user === "unknown") return unknown;
  if (!user || !session) return nobody;
  // Named one by one: what a member's record is given later on does not end up in a browser by itself.
  const { id, name, email } = user;
  const permanent = session.times.kind === "permanent";
  return {
    signedIn: true,
    user: { id, name, email },
    session: { permanent, ...secondsLeft(session) },
  };
});
