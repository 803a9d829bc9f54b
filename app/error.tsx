"use client";

/** Stands in for a page that could not be shown. What went wrong is in the server's log, never here. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
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
