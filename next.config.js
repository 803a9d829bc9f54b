import { fileURLToPath } from "node:url";
import { PHASE_PRODUCTION_BUILD } from "next/constants.js";
import { HTML_LIMITED_BOT_UA_RE } from "next/dist/shared/lib/router/utils/html-bots.js";

/** Sent with every answer. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  // Over plain http, browsers pass over it.
  ...(process.env.NODE_ENV === "production"
    ? [{ key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" }]
    : []),
];

/** Below these nothing is an asset, whatever its ending: middleware.ts runs there. */
const guarded = [
  "account",
  "checkout", // shop
];

/**
 * Handlers and assets: the paths that middleware.ts leaves out, and only those, because of two policies a browser obeys
 * both. None of this runs a script. When there is no such file the answer is a page, and should at least have its style.
 */
const withoutMiddleware = `/:path(api/.*|_next/.*|(?!(?:${guarded.join("|")})/).*\\.(?:avif|css|gif|ico|jpe?g|js|json|map|png|svg|txt|webmanifest|webp|woff2?|xml))`;
const scriptlessPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** @type {import("next").NextConfig} */
const config = {
  // Tells the built middleware which inline scripts the prerendered pages have.
  adapterPath: fileURLToPath(new URL("lib/next/build-adapter.js", import.meta.url)),
  // For the Dockerfile: all that a server needs in one folder. `next start` doesn't run from that.
  output: process.env.BUILD_STANDALONE === "true" ? "standalone" : undefined,
  // Next would leave it outside of the bundle and import it when asked, and the script that every browser loads would
  // bring along what such modules need: 0.45 kB, packed. The native driver below it stays outside.
  transpilePackages: ["@libsql/client"],
  cacheComponents: true,
  partialPrefetching: true,
  experimental: {
    // Otherwise every document is rendered a second time, and carries that as well, so that a page one has been to could
    // be shown from memory. Links have their shells from prefetching anyway.
    cachedNavigations: false,
    // The shelf is rendered anew now and then. What a build brought along stays as it was built.
    isrFlushToDisk: false,
    // With it, a development server that had shown a page or two went on with the module as it was when a field was added
    // to the session, until it was started again. A handler written just after that still may, until it is saved again.
    turbopackServerFastRefresh: false,
  },
  agentRules: false,
  poweredByHeader: false,
  // Without this, Next hides from middleware which requests are prefetches, and the guard would act on
  // links nobody clicked.
  skipProxyUrlNormalize: true,
  // Who asks in this name gets a page in one piece, with its true status, instead of a shell and what streams into it:
  // readers that Next knows to need it, and the private pages that middleware.ts marks so (WHOLE_PAGE).
  htmlLimitedBots: new RegExp(`${HTML_LIMITED_BOT_UA_RE.source}|signet-whole-page`, "i"),
  // The migrations are read at run time, so no import leads the bundler to them.
  outputFileTracingIncludes: { "/**": ["lib/*/migrations/**"] },
  // An example on /components is imported a second time, as the text that is shown beside it.
  turbopack: { rules: { "*.tsx": { condition: { query: "?source" }, type: "text" } } },
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    {
      source: withoutMiddleware,
      headers: [{ key: "Content-Security-Policy", value: scriptlessPolicy }],
    },
  ],
};

/** @returns {Promise<import("next").NextConfig>} */
export default async function configFor(/** @type {string} */ phase) {
  if (phase === PHASE_PRODUCTION_BUILD && process.env.VERCEL === "1") {
    // Here, because it needs what a server may run without: see devDependencies.
    const { checkSettings } = await import("./scripts/check-settings.js");
    await checkSettings();
  }
  return config;
}
