"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

const pages = {
  "/account": "Profile",
  "/account/orders": "Orders", // shop
  "/account/sessions": "Devices",
  "/account/security": "Security",
};

/** The way between a member's pages, and which of them this is. */
export function AccountNav() {
  const path = usePathname();
  const current = (href: string) => (path === href ? "page" : href !== "/account" && path.startsWith(`${href}/`) ? "true" : undefined);
  return (
    <nav aria-label="Member pages" className="flex flex-wrap gap-x-6 border-b border-line">
      {Object.entries(pages).map(([href, name]) => (
        <Link
          key={href}
          href={href}
          aria-current={current(href)}
          className="nav-link -mb-px border-b-2 border-transparent aria-[current]:border-accent aria-[current]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
