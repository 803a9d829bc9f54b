/** So long a tab waits for another that does not come to an end, in milliseconds. */
const QUERY_TIMEOUT = 5000;

/**
 * Runs `work` when no other tab of this browser is at work under that name. What a guest has is in a cookie: two tabs that
 * change it at once would both send the same one, and of the two answers the later would undo the earlier. A tab that is
 * alone waits for nobody.
 */
export function withTabLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  // Browsers have it on https and on localhost.
  if (!navigator.locks) return work();
  let begun = false;
  const turn = () => {
    begun = true;
    return work();
  };
  return navigator.locks
    .request(name, { signal: AbortSignal.timeout(QUERY_TIMEOUT) }, turn)
    .catch((error: unknown) => {
      if (begun) throw error;
      return work();
    });
}
