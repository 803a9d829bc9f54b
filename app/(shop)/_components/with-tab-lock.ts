/** How long to wait for a tab that does not finish, in milliseconds. */
const LOCK_TIMEOUT = 5000;

/**
 * Runs `work` while no other tab of this browser holds the lock `name`. A guest's data is in a cookie: two tabs that
 * change it at once would both send the old one, and the later response would undo the earlier.
 */
export function withTabLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  // Browsers offer locks on https and localhost only.
  if (!navigator.locks) return work();
  let hasStarted = false;
  const start = () => {
    hasStarted = true;
    return work();
  };
  return navigator.locks
    .request(name, { signal: AbortSignal.timeout(LOCK_TIMEOUT) }, start)
    .catch((error: unknown) => {
      if (hasStarted) throw error;
      return work();
    });
}
