"use client";

import Link from "next/link";
import { useState, type ComponentProps } from "react";

// Links in the layout import this file, not next/link: otherwise a browser that prefetches a page's shell would also
// fetch that page's script.
export { Link as LayoutLink };

/**
 * A link that prefetches on hover or focus instead of when it becomes visible: for pages that few visitors open, and whose shell loads
 * a script.
 */
export function HoverPrefetchLink(link: ComponentProps<typeof Link>) {
  const [isWanted, setWanted] = useState(false);
  const want = () => setWanted(true);
  return <Link {...link} prefetch={isWanted ? null : false} onPointerEnter={want} onFocus={want} />;
}
