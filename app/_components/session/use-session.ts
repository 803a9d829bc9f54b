"use client";

import { createContext, use } from "react";
import type { SessionView } from "@/lib/auth/session-view";

export const SessionContext = createContext<Promise<SessionView> | null>(null);

/**
 * The session, in a client component: `{ signedIn, user, session }`. Up to date after every action that logs in or out.
 * @throws outside of a `<SessionProvider>`: a developer's mistake
 */
export function useSession(): SessionView {
  const view = use(SessionContext);
  if (!view)
    throw new Error("useSession() needs a <SessionProvider> around the component that calls it.");
  return use(view);
}
