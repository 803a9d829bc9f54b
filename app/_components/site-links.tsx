import Link from "next/link";

/** The way to what this site is about. */
export function SiteLinks() {
  return (
    <nav aria-label="Shop" className="max-sm:grow">
      <Link href="/#products" className="nav-link">
        Products
      </Link>
    </nav>
  );
}
