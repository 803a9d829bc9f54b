import type { ReactNode } from "react";
import { SignedIn } from "./signed-in";

const skeleton = (
  <span data-waiting aria-hidden className="skeleton inline-block h-[1em] w-20 align-[-0.1em]" />
);

type UserNameProps = { guest?: ReactNode; fallback?: ReactNode };

/** The user's name inside a line of text; for guests, `guest`. */
export function UserName({ guest, fallback = skeleton }: UserNameProps) {
  return (
    <SignedIn otherwise={guest} fallback={fallback}>
      {({ name }) => name}
    </SignedIn>
  );
}
