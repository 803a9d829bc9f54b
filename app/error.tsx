"use client";

import { unstable_isUnrecognizedActionError } from "next/navigation";

/** Replaces a page that failed to render. Details are in the server's log, never here. */
export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  // The page is older than the last deploy.
  if (unstable_isUnrecognizedActionError(error)) {
    return (
      <div role="alert" className="notice">
        <h1>This site was updated.</h1>
        <p className="text-muted-foreground">
          Your last action had no effect. Reload the page and try again.
        </p>
        <button onClick={() => location.reload()} className="button button-primary">
          Reload
        </button>
      </div>
    );
  }
  return (
    <div role="alert" className="notice">
      <h1>This page could not be loaded.</h1>
      <p className="text-muted-foreground">The error is on our side. Your data is safe.</p>
      <button onClick={reset} className="button button-primary">
        Try again
      </button>
    </div>
  );
}
