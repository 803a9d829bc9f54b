import Link from "next/link";

const pages = { "/account": "Profile", "/account/sessions": "Devices", "/account/security": "Security" };

/** The way between a member's pages. */
export function AccountNav() {
  return (
    <nav aria-label="Member pages" className="flex flex-wrap gap-x-6 border-b border-line">
      {Object.entries(pages).map(([href, name]) => (
        <Link key={href} href={href} className="nav-link">
          {name}
        </Link>
      ))}
    </nav>
  );
}
