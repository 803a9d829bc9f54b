"use client";

/** Prints the page. Without JavaScript it is hidden. */
export const PrintButton = () => (
  <button type="button" data-script-only className="button button-primary" onClick={() => print()}>
    Print
  </button>
);
