import { Suspense, type ReactNode } from "react";
import { getAuth } from "@/lib/auth";
import { SessionContext } from "./use-session";

type Props = { children: ReactNode; fallback?: ReactNode };

/**
 * Provides `useSession()` to the client components in it, and updates it after actions. Wrap only what needs it: its
 * value is sent to every browser that loads the page.
 */
export function SessionProvider({ children, fallback }: Props) {
  return (
    <Suspense fallback={fallback}>
      <SessionContext value={getAuth()}>{children}</SessionContext>
    </Suspense>
  );
}
