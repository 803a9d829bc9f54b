"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Prints the page. Only a script can, so it is not there without one. */
export function PrintButton() {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!scripted) return null;
  return (
    <button type="button" className="button button-primary" onClick={() => print()}>
      Print
    </button>
  );
}
