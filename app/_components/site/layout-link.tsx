"use client";

import Link from "next/link";
import { useState, type ComponentProps } from "react";

// A link of the layout's own. Were it the pages' link, a browser that fetches a page's shell ahead of a click would fetch
// that page's script along with it.
export { Link as LayoutLink };

/**
 * The same for a page that few go to from here, and whose shell brings a script along: both are fetched when a pointer or
 * the focus is on it, and not by everybody who sees it.
 */
export function IntentLink(link: ComponentProps<typeof Link>) {
  const [meant, mean] = useState(false);
  const intend = () => mean(true);
  return (
    <Link {...link} prefetch={meant ? null : false} onPointerEnter={intend} onFocus={intend} />
  );
}
