import Link from "next/link";

/** The navigation of the header. */
export function SiteLinks() {
  return (
    <nav aria-label="Site" className="max-sm:grow">
      <Link href="/" className="nav-link">
        Home
      </Link>
    </nav>
  );
}
