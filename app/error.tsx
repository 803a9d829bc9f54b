"use client";

import { unstable_isUnrecognizedActionError } from "next/navigation";

/** Stands in for a page that could not be shown. What went wrong is in the server's log, never here. */
export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  // A button pressed on a page from before a deploy.
  if (unstable_isUnrecognizedActionError(error)) {
    return (
      <div role="alert" className="notice">
        <h1>This site was updated while you had the page open.</h1>
        <p className="text-muted">
          Nothing was changed by what you just did. Load the page anew, and do it once more.
        </p>
        <button onClick={() => location.reload()} className="button button-primary">
          Load the page anew
        </button>
      </div>
    );
  }
  return (
    <div role="alert" className="notice">
      <h1>This page could not be shown.</h1>
      <p className="text-muted">The fault is ours. Nothing of yours was lost.</p>
      <button onClick={reset} className="button button-primary">
        Try again
      </button>
    </div>
  );
}
