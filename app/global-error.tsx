"use client";

import { site } from "./site";
import "./globals.css";

/** Shown when the root layout fails, and the body of Next's own 500 responses. */
export default function GlobalErrorPage() {
  return (
    <html lang="en">
      <body>
        <title>{`Error · ${site.name}`}</title>
        <main>
          <div role="alert" className="notice">
            <h1>This page could not be shown.</h1>
            <p className="text-muted-foreground">The error is on our side. Your data is safe.</p>
            {/* A document request: the router is gone. */}
            {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
            <a href="/" className="button button-primary">
              Home page
            </a>
          </div>
        </main>
      </body>
    </html>
  );
}
