import { LayoutLink } from "./layout-link";

/** A line at the end of every page. */
export function SiteFooter() {
  return (
    <footer className="page">
      <div className="rule flex flex-wrap items-center justify-between gap-x-6 py-4 text-sm text-muted">
        <p>Signet, a starter for apps that remember people. Sealed with wax.</p>
        <nav aria-label="Behind the shop" className="flex gap-x-5">
          {/* Few follow these: not worth a request from every page that is scrolled to its end. */}
          <LayoutLink href="/components" prefetch={false} className="nav-link">
            Components
          </LayoutLink>
        </nav>
      </div>
    </footer>
  );
}
