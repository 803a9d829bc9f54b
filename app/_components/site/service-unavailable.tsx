import { SealMark } from "../ui/seal-mark";

/** Stands in for a page that needs the database, while the database does not answer. */
export function ServiceUnavailable() {
  return (
    <div role="alert" className="notice">
      <SealMark letter="" className="size-16 text-edge" />
      <h1>We can’t reach your account right now.</h1>
      <p className="max-w-md text-muted">
        Our database does not answer. Nothing of yours is lost, and what needs no account is open as
        always. Try again in a minute.
      </p>
      {/* A form, because it loads this very address anew with one press, script or none. */}
      <form>
        <button className="button button-primary">Try again</button>
      </form>
    </div>
  );
}
