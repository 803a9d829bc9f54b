import Link from "next/link";

/** Pages about the site itself. */
const links = [
  ["/session", "Session"],
  ["/components", "Components"],
] as const;

/** A line at the end of every page. */
export function SiteFooter() {
  return (
    <footer className="page">
      <div className="rule flex flex-wrap items-center justify-between gap-x-8 gap-y-2 py-4 text-sm text-muted">
        <p>Signet, a starter for apps that remember people. Sealed with wax.</p>
        <nav aria-label="Behind the scenes" className="flex gap-x-5">
          {/* Few follow these: not worth a request from every page that is scrolled to its end. */}
          {links.map(([href, name]) => (
            <Link key={href} href={href} prefetch={false} className="nav-link">
              {name}
            </Link>
          ))}
        </nav>
      </div>
    </footer>
  );
}
