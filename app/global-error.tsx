"use client";

import "./globals.css";

/** Stands in for the whole site when even its layout could not be shown, and is what Next answers 500 with. */
export default function GlobalErrorPage() {
  return (
    <html lang="en">
      <body>
        <title>Not shown · Signet</title>
        <main>
          <div role="alert" className="notice">
            <h1>This page could not be shown.</h1>
            <p className="text-muted">The fault is ours. Nothing of yours was lost.</p>
            {/* A whole load, because nothing is left here that could navigate. */}
            {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
            <a href="/" className="button button-primary">
              Back to the start
            </a>
          </div>
        </main>
      </body>
    </html>
  );
}
