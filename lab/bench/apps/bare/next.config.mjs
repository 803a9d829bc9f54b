// The flags of Signet's own next.config.js, as far as they make a difference to speed.
export default {
  cacheComponents: true,
  partialPrefetching: true,
  experimental: { cachedNavigations: false },
  agentRules: false,
  poweredByHeader: false,
  skipProxyUrlNormalize: true,
  // The packages are behind a link that leads out of the folder these apps are built in.
  turbopack: { root: process.env.BENCH_ROOT },
};
