/** A line at the end of every page. */
export function SiteFooter() {
  return (
    <footer className="page">
      <p className="rule py-6 text-sm text-muted">Signet, a starter for apps that remember people. Sealed with wax.</p>
    </footer>
  );
}
