import { Suspense, type ReactNode } from "react";
import { getAuth } from "@/lib/auth";
import { TimeLeft } from "./time-left";
import { timeLeft } from "./time-left-of";

const skeleton = <p data-waiting aria-hidden className="skeleton h-6 w-56" />;

/** Counts down to the end of a user's session. Renders nothing for guests. */
export function SessionCountdown({ fallback = skeleton }: { fallback?: ReactNode }) {
  return (
    <Suspense fallback={fallback}>
      <Countdown fallback={fallback} />
    </Suspense>
  );
}

async function Countdown({ fallback }: { fallback: ReactNode }) {
  const auth = await getAuth();
  if (auth.status === "unavailable") return fallback;
  return auth.status === "user" && <TimeLeft left={timeLeft(auth.session)} />;
}
