"use client";

import { Suspense, useState, useSyncExternalStore, type ReactNode } from "react";

const never = () => () => {};

/**
 * Shows `fallback` while a soft navigation waits for its children. In a document there is nothing around them: that one
 * comes whole, and a hole would answer 200 before it is known whether to redirect.
 */
export function SoftNavigationFallback({
  fallback,
  children,
}: {
  fallback: ReactNode;
  children: ReactNode;
}) {
  const here = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  // As it was at first: something put around children that are there already would mount them anew.
  const [soft] = useState(here);
  return soft ? <Suspense fallback={fallback}>{children}</Suspense> : children;
}
