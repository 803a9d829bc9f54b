// Loaded into a server under test with `node --import`: its requests to GitHub go to GITHUB_SERVER instead.
const { fetch } = globalThis;
globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (!/^(api\.)?github\.com$/.test(url.hostname)) return fetch(input, init);
  return fetch(new URL(url.pathname + url.search, process.env.GITHUB_SERVER), init);
};
