import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import type { ReactNode } from "react";
import { SealShape } from "./_components/ui/seal-mark";
import { SiteFooter } from "./_components/site/site-footer";
import { SiteHeader } from "./_components/site/site-header";
import { themeScript } from "./_components/site/theme";
import "./globals.css";
// Named here, they share the layout's script. By themselves each would be a file more, for every page.
import "./error";
import "./global-error";

const fraunces = localFont({
  src: "../node_modules/@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2",
  weight: "100 900",
  variable: "--font-fraunces",
  // A font that comes late would move the page: it then waits for the next one.
  display: "optional",
});

export const metadata: Metadata = {
  title: { default: "Signet", template: "%s · Signet" },
  description: "A site that remembers people, on sealed cookies.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf6ee" },
    { media: "(prefers-color-scheme: dark)", color: "#16130f" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={fraunces.variable} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
        <noscript>
          {/* eslint-disable-next-line @next/next/no-css-tags -- only browsers without JavaScript load it */}
          <link rel="stylesheet" href="/assets/noscript.css" />
        </noscript>
      </head>
      <body>
        <a
          href="#content"
          className="button button-primary sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-3 focus:px-5"
        >
          Skip to the content
        </a>
        <SiteHeader />
        <main
          id="content"
          tabIndex={-1}
          className="page min-h-[calc(100dvh-4rem)] pt-8 pb-16 outline-none sm:pt-14 sm:pb-24"
        >
          {children}
        </main>
        <SiteFooter />
        <SealShape />
      </body>
    </html>
  );
}
