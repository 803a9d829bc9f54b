import { IntentLink } from "./layout-link";

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
        <nav aria-label="About this site" className="flex gap-x-6">
          {links.map(([href, name]) => (
            <IntentLink key={href} href={href} className="nav-link">
              {name}
            </IntentLink>
          ))}
        </nav>
      </div>
    </footer>
  );
}
