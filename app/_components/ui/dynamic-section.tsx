import { Suspense, type ReactNode } from "react";
import { isWholePage } from "@/lib/next/whole-page";

type Props = { fallback?: ReactNode; children: ReactNode };

/**
 * What depends on the visitor: streams into its place in the static shell. A page in one piece renders it without a
 * Suspense boundary, because React may send the content of a boundary at the end, where it needs JavaScript.
 */
export function DynamicSection({ fallback, children }: Props) {
  return isWholePage() ? children : <Suspense fallback={fallback}>{children}</Suspense>;
}
