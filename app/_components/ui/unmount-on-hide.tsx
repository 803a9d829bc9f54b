"use client";

import { Suspense, useLayoutEffect, useState, type ReactNode } from "react";

/**
 * Unmounts its children when another page is shown. Cache Components keep the last pages in the document, hidden: good
 * for drafts, not for a password that was being entered.
 */
export function UnmountOnHide({ children }: { children: ReactNode }) {
  const [isShown, setShown] = useState(true);
  useLayoutEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- React runs the effect again when the page is shown again
    setShown(true);
    return () => setShown(false);
  }, []);
  // Children that still load would hide this component, which unmounts them, which shows it, without end.
  return isShown ? <Suspense>{children}</Suspense> : null;
}
