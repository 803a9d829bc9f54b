import { LayoutLink } from "@/app/_components/site/layout-link";

/** The way to what this site is about. */
export function SiteLinks() {
  return (
    <nav aria-label="Site" className="max-sm:grow">
      <LayoutLink href="/" className="nav-link">
        Home
      </LayoutLink>
    </nav>
  );
}
