import Link from "next/link";
import { Suspense } from "react";
import { SealMark } from "./seal-mark";
import { SessionNav, SessionNavWaiting } from "./session-nav";
import { ThemeSwitch } from "./theme-switch";

/** The same for everybody and prerendered; what depends on the session streams into its one hole. */
export function SiteHeader() {
  return (
    <header className="border-b border-line bg-surface/80">
      <div className="page flex min-h-16 flex-wrap items-center gap-x-6 gap-y-1 py-2">
        <Link href="/" className="flex items-center gap-2.5 font-display text-xl font-semibold tracking-tight">
          <SealMark className="size-8 text-vermilion" />
          Signet
        </Link>
        <nav aria-label="Shop" className="max-sm:order-2">
          <Link href="/#products" className="inline-flex min-h-11 items-center text-muted hover:text-ink">
            Products
          </Link>
        </nav>
        <div className="ml-auto flex items-center sm:order-3 sm:ml-0">
          <ThemeSwitch />
        </div>
        <div className="ml-auto max-sm:order-2">
          <Suspense fallback={<SessionNavWaiting />}>
            <SessionNav />
          </Suspense>
        </div>
      </div>
    </header>
  );
}
