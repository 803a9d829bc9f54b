"use client";

// A link of the layout's own. Were it the pages' link, a browser that fetches a page's shell ahead of a click would fetch
// that page's script along with it.
export { default as LayoutLink } from "next/link";
