"use client";

import { formatDuration } from "@/lib/duration";
import { useTimeLeft, type SecondsLeft } from "./use-time-left";

const inWords = (seconds: number): string => (seconds > 0 ? formatDuration(seconds) : "");

/** The countdown of `<SessionCountdown>`. Screen readers do not announce it: it is a timer. */
export function TimeLeft({ left }: { left: SecondsLeft }) {
  const words = useTimeLeft(left, inWords);
  if (!words) return <p>Your session has ended.</p>;
  return (
    <p>
      Your session ends in{" "}
      <span role="timer" className="font-medium tabular-nums">
        {words}
      </span>
      .
    </p>
  );
}
