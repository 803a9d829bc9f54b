const STORAGE_KEY = "session-user";

/** The user this document was rendered for; undefined before the first response. */
let current: string | undefined;
let hasChanged = false;

function stored(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    // Storage can be disabled. Other tabs then notice with their next request.
    return current ?? null;
  }
}

/** Tells the other tabs which user this browser is signed in as, through the `storage` event. */
function store(userId: string): void {
  try {
    if (stored() !== userId) localStorage.setItem(STORAGE_KEY, userId);
  } catch {
    // Storage can be full.
  }
}

/** What the server says about this request: the user's id, or empty for a guest. Ends a document of another user. */
export function announceUser(userId: string): void {
  const before = current;
  hasChanged ||= before !== undefined && before !== userId;
  current = userId;
  store(userId);
  if (before && before !== userId) reload();
}

function reload(): void {
  // Hides the previous user's page until the new one has loaded.
  document.documentElement.hidden = true;
  location.reload();
}

/** Reloads this tab when another one logged in or out, or when Back restores a page of another user. */
export function watchOtherTabs(): () => void {
  const watching = new AbortController();
  const { signal } = watching;
  const reloadOn = <K extends keyof WindowEventMap>(
    type: K,
    isOutdated: (event: WindowEventMap[K]) => unknown,
  ) => addEventListener(type, (event) => isOutdated(event) && reload(), { signal });
  reloadOn("storage", ({ key, newValue }) => key === STORAGE_KEY && newValue !== current);
  // Always for a user: Back can be faster than the announcement of a logout.
  reloadOn("pageshow", ({ persisted }) => persisted && (current || stored() !== current));
  reloadOn("popstate", () => hasChanged);
  return () => watching.abort();
}
