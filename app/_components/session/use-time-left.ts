"use client";

import { useSyncExternalStore } from "react";

/** Seconds from the answer on until a session ends if nobody uses it, and until it ends in any case. */
export type Ends = Readonly<{ idle: number; absolute: number }>;

/** When an answer came, in milliseconds since 1970. A page that is put aside and shown again has not begun anew. */
const arrivals = new WeakMap<Ends, number>();

function secondsSince(ends: Ends): number {
  // By the clock on the wall and not by a timer's count: a laptop that slept would miss the end.
  const now = Date.now();
  const arrival = arrivals.get(ends) ?? now;
  arrivals.set(ends, arrival);
  return (now - arrival) / 1000;
}

function everySecond(look: () => void): () => void {
  const timer = setInterval(look, 1000);
  return () => clearInterval(timer);
}

/**
 * Follows how long the session still lives.
 * @param ends as the server has said it: each answer is an object of its own, and counts from when it came
 * @param show what to make of the seconds left; the component renders again when that changes, not every second
 */
export function useTimeLeft<T extends string>(ends: Ends, show: (seconds: number) => T): T {
  return useSyncExternalStore(
    everySecond,
    () => show(ends.idle - secondsSince(ends)),
    () => show(ends.idle),
  );
}
