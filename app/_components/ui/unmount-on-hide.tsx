"use client";

import { useLayoutEffect, useState, type ReactNode } from "react";

/**
 * Takes its content out of the page when another page is shown. Next keeps the pages a person comes from in the
 * document, out of sight and as they were left: good for drafts, and not for a password that was being typed.
 */
export function UnmountOnHide({ children }: { children: ReactNode }) {
  const [present, setPresent] = useState(true);
  useLayoutEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- an effect is how React tells that the page is back
    setPresent(true);
    return () => setPresent(false);
  }, []);
  return present ? children : null;
}
