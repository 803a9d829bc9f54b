// The flags of Signet's own next.config.js, as far as they make a difference to speed.
export default {
  cacheComponents: true,
  partialPrefetching: true,
  experimental: { cachedNavigations: false },
  agentRules: false,
  poweredByHeader: false,
  skipProxyUrlNormalize: true,
  // `node_modules` is a symbolic link to a folder outside of the one in which these apps are built.
  turbopack: { root: process.env.BENCH_ROOT },
};
