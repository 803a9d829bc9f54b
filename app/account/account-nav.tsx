"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

/** The account pages: the name in the navigation and the heading. */
const pages: Readonly<Record<string, readonly [name: string, heading: string]>> = {
  "/account": ["Profile", "Your account"],
  "/account/orders": ["Orders", "Your orders"], // shop
  "/account/sessions": ["Devices", "Your devices"],
  "/account/security": ["Security", "Security"],
};

/** The heading of the page at `path`, while the rest is loading. */
export function headingOf(path: string): string | undefined {
  if (path.startsWith("/account/orders/")) return "Your order"; // shop
  return pages[path]?.[1];
}

/** Navigation between the account pages. */
export function AccountNav() {
  const path = usePathname();
  const isParent = (href: string) => href !== "/account" && path.startsWith(`${href}/`);
  return (
    <nav aria-label="Account pages" className="flex flex-wrap gap-x-6 border-b border-line">
      {Object.entries(pages).map(([href, [name]]) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? "page" : isParent(href) || undefined}
          className="nav-link -mb-px border-b-2 border-transparent aria-[current]:border-brand aria-[current]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
