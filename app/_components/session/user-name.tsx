import type { ReactNode } from "react";
import { SignedIn } from "./signed-in";

const waiting = (
  <span data-waiting aria-hidden className="skeleton inline-block h-[1em] w-20 align-[-0.1em]" />
);

/** The member's name, in a line of text; for guests, what `guest` says. */
export function UserName({
  guest,
  fallback = waiting,
}: {
  guest?: ReactNode;
  fallback?: ReactNode;
}) {
  return (
    <SignedIn otherwise={guest} fallback={fallback}>
      {({ name }) => name}
    </SignedIn>
  );
}
