// As the example has it.
export default {
  cacheComponents: true,
  partialPrefetching: true,
  turbopack: { root: process.env.BENCH_ROOT },
};
