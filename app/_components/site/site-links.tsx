import { LayoutLink } from "./layout-link";

/** The way to what this site is about. */
export function SiteLinks() {
  return (
    <nav aria-label="Shop" className="max-sm:grow">
      <LayoutLink href="/#products" className="nav-link">
        Products
      </LayoutLink>
    </nav>
  );
}
