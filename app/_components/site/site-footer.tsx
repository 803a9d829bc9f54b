import { site } from "@/app/site";
import Link from "next/link"; // inspector

/** Below every page. */
export function SiteFooter() {
  return (
    <footer className="page">
      <div className="rule flex flex-wrap items-center justify-between gap-x-8 gap-y-2 py-4 text-sm text-muted-foreground">
        <p>
          {site.name}. {site.tagline}
        </p>
        {/* inspector … */}
        <nav aria-label="About this site" className="flex gap-x-6">
          {/* Not prefetched: few visitors follow these links, and their pages bring scripts. */}
          <Link href="/session" prefetch={false} className="nav-link">
            Session
          </Link>
          <Link href="/components" prefetch={false} className="nav-link">
            Components
          </Link>
        </nav>
        {/* … inspector */}
      </div>
    </footer>
  );
}
