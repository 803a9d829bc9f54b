import { HTML_LIMITED_BOT_UA_RE } from "next/dist/shared/lib/router/utils/html-bots.js";

/** Sent with every answer; what depends on the request (the content security policy) is added in middleware.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
];

/** @type {import("next").NextConfig} */
export default {
  cacheComponents: true,
  partialPrefetching: true,
  agentRules: false,
  poweredByHeader: false,
  // Without this, Next hides from middleware which requests are prefetches, and the guard would act on
  // links nobody clicked.
  skipProxyUrlNormalize: true,
  // Who asks in this name gets a page in one piece, with its true status, instead of a shell and what streams into it:
  // readers that Next knows to need it, and the private pages that middleware.ts marks so (WHOLE_PAGE).
  htmlLimitedBots: new RegExp(`${HTML_LIMITED_BOT_UA_RE.source}|signet-whole-page`, "i"),
  // The migrations are read at run time, so no import leads the bundler to them.
  outputFileTracingIncludes: { "/**": ["lib/db/migrations/**"] },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};
