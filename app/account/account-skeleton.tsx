"use client";

import { usePathname } from "next/navigation";
import { AccountNav, headingOf } from "./account-nav";

/** A placeholder for the account page that is loading. */
export function AccountSkeleton() {
  const heading = headingOf(usePathname());
  return (
    <div className="mx-auto grid max-w-2xl gap-8">
      {heading ? (
        <h1>{heading}</h1>
      ) : (
        <span aria-hidden className="skeleton h-12 w-72 max-w-full" />
      )}
      <AccountNav />
      <span data-waiting aria-hidden className="skeleton h-64" />
    </div>
  );
}
