"use client";

import { createContext, use } from "react";
import type { Auth } from "@/lib/auth";

export const SessionContext = createContext<Promise<Auth> | null>(null);

/**
 * What `getAuth()` returns, in a client component. Updated after every action that logs in or out.
 * @throws Error outside of a `<SessionProvider>`
 */
export function useSession(): Auth {
  const auth = use(SessionContext);
  if (!auth) throw new Error("useSession() needs a <SessionProvider> around its component.");
  return use(auth);
}
