"use client";

import { Fragment, useLayoutEffect, useState, type ReactNode } from "react";

/**
 * Renders its children anew when another page is shown. Cache Components keep the last pages in the document, hidden: good
 * for drafts, not for a password that was being entered.
 */
export function RenewOnHide({ children }: { children: ReactNode }) {
  const [times, setTimes] = useState(0);
  useLayoutEffect(() => () => setTimes((times) => times + 1), []);
  return <Fragment key={times}>{children}</Fragment>;
}
