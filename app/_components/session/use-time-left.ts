"use client";

import { useSyncExternalStore } from "react";

/** Seconds from the response on until a session ends if it is not used, and in any case. */
export type SecondsLeft = Readonly<{ idle: number; absolute: number }>;

/** When each response arrived, in milliseconds since 1970. A hidden page that is shown again keeps its start. */
const arrivals = new WeakMap<SecondsLeft, number>();

function secondsSince(left: SecondsLeft): number {
  // The wall clock, not a count of ticks: a laptop that slept would miss the end.
  const now = Date.now();
  const arrival = arrivals.get(left) ?? now;
  arrivals.set(left, arrival);
  return (now - arrival) / 1000;
}

function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 1000);
  return () => clearInterval(timer);
}

/**
 * Follows how long the session still lives.
 * @param left a new object for each response: its identity marks the start
 * @param show maps seconds to a string; the component renders again when that changes, not every second
 */
export function useTimeLeft<T extends string>(left: SecondsLeft, show: (seconds: number) => T): T {
  return useSyncExternalStore(
    everySecond,
    () => show(left.idle - secondsSince(left)),
    () => show(left.idle),
  );
}
