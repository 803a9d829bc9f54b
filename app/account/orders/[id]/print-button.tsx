"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Prints the page. Not rendered without JavaScript, where it could not work. */
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
