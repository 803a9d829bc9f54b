import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import type { ReactNode } from "react";
import { SealShape } from "./_components/ui/seal-mark";
import { SiteFooter } from "./_components/site/site-footer";
import { SiteHeader } from "./_components/site/site-header";
import { themeScript } from "./_components/site/theme";
import { site } from "./site";
import "./globals.css";
// Imported here, they share the layout's script. Otherwise every page loads two more files.
import "./error";
import "./global-error";
// shop …
// Every page knows these actions: one that waits for another is sent from the page that is shown by then.
import "./(shop)/cart/actions";
// … shop

const fraunces = localFont({
  src: "../node_modules/@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2",
  weight: "100 900",
  variable: "--font-fraunces",
  // A font that arrives late would shift the layout, so it is used from the next page on.
  display: "optional",
});

export const metadata: Metadata = {
  title: { default: site.name, template: `%s · ${site.name}` },
  description: site.description,
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: site.themeColor.light },
    { media: "(prefers-color-scheme: dark)", color: site.themeColor.dark },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={fraunces.variable} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
        <noscript>
          {/* eslint-disable-next-line @next/next/no-css-tags -- only browsers without JavaScript load it */}
          <link rel="stylesheet" href="/api/noscript" />
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
