"use client";

import { Suspense, useState, useSyncExternalStore, type ReactNode } from "react";

type Props = { fallback: ReactNode; children: ReactNode };

const never = () => () => {};

/**
 * Shows `fallback` while a soft navigation waits for its children. In a document it renders them without a Suspense
 * boundary, which would send the status 200 before it is known whether the page redirects.
 */
export function SoftNavigationFallback({ fallback, children }: Props) {
  const isHydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  // The first value: adding a boundary around existing children would remount them.
  const [isSoftNavigation] = useState(isHydrated);
  return isSoftNavigation ? <Suspense fallback={fallback}>{children}</Suspense> : children;
}
