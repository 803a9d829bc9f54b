import { LayoutLink } from "./_components/site/layout-link";
import { SealMark } from "./_components/ui/seal-mark";

export default function NotFound() {
  return (
    <div className="notice">
      <SealMark letter="?" className="size-16 text-edge" />
      <h1>There is nothing at this address.</h1>
      <p className="text-muted-foreground">It may have been moved, or never have been.</p>
      <LayoutLink href="/" className="button button-primary">
        Home page
      </LayoutLink>
    </div>
  );
}
