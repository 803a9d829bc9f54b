"use client";

import { clockTime } from "@/lib/duration";
import { useTimeLeft, type Ends } from "./use-time-left";

const asClock = (seconds: number): string => (seconds > 0 ? clockTime(seconds) : "");

/** Counts down to the end of the session, in words that nobody is interrupted with. */
export function TimeLeft({ ends }: { ends: Ends }) {
  const left = useTimeLeft(ends, asClock);
  if (!left) return <p>Your session has ended.</p>;
  return (
    <p>
      Your session ends in{" "}
      <span role="timer" className="font-medium tabular-nums">
        {left}
      </span>
      .
    </p>
  );
}
