"use client";

import { Suspense, useState, useSyncExternalStore, type ReactNode } from "react";

const never = () => () => {};

/**
 * Shows `waiting` at once when somebody comes by a link, until the page has come. A document has no such boundary: a page
 * that answers with a redirect or with a status of its own has to do so before anything of it is sent.
 */
export function ShellAtOnce({ waiting, children }: { waiting: ReactNode; children: ReactNode }) {
  const inBrowser = useSyncExternalStore(never, () => true, () => false);
  // As it was when this began, and not as it is once a document has come to life: what is in it would begin anew.
  const [byLink] = useState(inBrowser);
  return byLink ? <Suspense fallback={waiting}>{children}</Suspense> : children;
}
