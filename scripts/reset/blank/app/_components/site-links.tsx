import Link from "next/link";

/** The way to what this site is about. */
export function SiteLinks() {
  return (
    <nav aria-label="Site" className="max-sm:grow">
      <Link href="/" className="nav-link">
        Home
      </Link>
    </nav>
  );
}
