import { Suspense, type ReactNode } from "react";
import { isWholePage } from "@/lib/next/whole-page";

/**
 * What depends on the visitor: it streams into its place in the shell. A page in one piece waits for it instead, because
 * Next sends whatever is ready when the shell is, and what comes later is out of its place without JavaScript.
 */
export function DynamicSection({
  fallback,
  children,
}: {
  fallback?: ReactNode;
  children: ReactNode;
}) {
  return isWholePage() ? children : <Suspense fallback={fallback}>{children}</Suspense>;
}
