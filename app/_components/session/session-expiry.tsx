import { Suspense, type ReactNode } from "react";
import { viewSession } from "@/lib/auth/session-view";
import { TimeLeft } from "./time-left";

const waiting = <p data-waiting aria-hidden className="skeleton h-6 w-56" />;

/** Tells a member when the session ends if nobody uses it, and counts down. A guest's shows nothing. */
export function SessionExpiry({ fallback = waiting }: { fallback?: ReactNode }) {
  return (
    <Suspense fallback={fallback}>
      <Expiry fallback={fallback} />
    </Suspense>
  );
}

async function Expiry({ fallback }: { fallback: ReactNode }) {
  const { signedIn, session } = await viewSession();
  if (signedIn === null) return fallback;
  return session && <TimeLeft ends={session} />;
}
