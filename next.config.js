import { fileURLToPath } from "node:url";
import { PHASE_PRODUCTION_BUILD } from "next/constants.js";

/** Sent with every response. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  // Browsers ignore it over plain HTTP.
  ...(process.env.NODE_ENV === "production"
    ? [{ key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" }]
    : []),
];

/** The paths that the matcher of middleware.ts leaves out. Browsers enforce the intersection of several policies. */
const withoutMiddleware = "/:path(api/.*|_next/.*|assets/.*|icon\\.svg)";

/** No script runs in these responses. The page for an unknown path has at least its styles. */
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
  // Only on Vercel: elsewhere the server reads the script hashes at startup (lib/next/script-hashes.js).
  adapterPath:
    process.env.NEXT_ADAPTER_PATH &&
    fileURLToPath(new URL("lib/next/vercel-adapter.js", import.meta.url)),
  // For the Dockerfile: one folder with all that a server needs. `next start` does not run from it.
  output: process.env.BUILD_STANDALONE === "true" ? "standalone" : undefined,
  // As an external ES module it would add 0.45 kB to the script of every page.
  transpilePackages: ["@libsql/client"],
  // A build checks the app; `npm run types` also checks tests and scripts.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  cacheComponents: true,
  partialPrefetching: true,
  experimental: {
    // Renders every document a second time so that its page can be shown from memory. Links are prefetched already.
    cachedNavigations: false,
    // A page that is rendered again stays in memory and does not replace the one from the build.
    isrFlushToDisk: false,
    // Otherwise a running development server keeps the old module when a field is added to the session.
    turbopackServerFastRefresh: false,
    // Next keeps this much of a body in memory until the request ends, also when middleware.ts has refused it. More than is
    // allowed there (lib/http/validate-request.ts) and one chunk, so that a body that was cut is refused.
    proxyClientMaxBodySize: 1_200_000,
  },
  // The optimizer of next/image, unused here, answers 500 when it is given the address of a page.
  images: { unoptimized: true },
  poweredByHeader: false,
  // Otherwise Next hides the prefetch headers from middleware, and the guard handles a prefetch like a click.
  skipProxyUrlNormalize: true,
  // Migrations are read at run time, so the bundler does not find them by imports.
  outputFileTracingIncludes: { "/**": ["lib/*/migrations/**"] },
  // inspector …
  // Imports an example of /components a second time, as the text that is shown beside it.
  turbopack: { rules: { "*.tsx": { condition: { query: "?source" }, type: "text" } } },
  // … inspector
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    {
      source: withoutMiddleware,
      headers: [{ key: "Content-Security-Policy", value: scriptlessPolicy }],
    },
  ],
  // Next answers 500 when its own error page is requested by its path.
  rewrites: async () => ({
    beforeFiles: [{ source: "/_global-error", destination: "/_not-found" }],
  }),
};

/** @returns {Promise<import("next").NextConfig>} */
export default async function configFor(/** @type {string} */ phase) {
  if (phase === PHASE_PRODUCTION_BUILD && process.env.VERCEL === "1") {
    // Imported here because it needs a development dependency, which a running server may lack.
    const { checkSettings } = await import("./scripts/check-settings.js");
    await checkSettings();
  }
  return config;
}
