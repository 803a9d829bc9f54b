import { Suspense, type ReactNode } from "react";
import { viewSession } from "@/lib/auth/session-view";
import { SessionContext } from "./use-session";

/**
 * Gives the client components in it `useSession()`. The session comes with the page's own answer, as a promise, and
 * with what an action answers. Put it around what needs it: what is in it is told to every browser that loads the page.
 */
export function SessionProvider({
  children,
  fallback,
}: {
  children: ReactNode;
  fallback?: ReactNode;
}) {
  return (
    <Suspense fallback={fallback}>
      <SessionContext value={viewSession()}>{children}</SessionContext>
    </Suspense>
  );
}
