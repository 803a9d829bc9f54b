import { Suspense, type ReactNode } from "react";
import { getAuth } from "@/lib/auth";
import { SessionContext } from "./use-session";

/**
 * Provides `useSession()` to the client components in it, and updates it after actions. Wrap only what needs it: its
 * value is sent to every browser that loads the page.
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
      <SessionContext value={getAuth()}>{children}</SessionContext>
    </Suspense>
  );
}
