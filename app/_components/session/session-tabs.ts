const KEY = "session-who";

/** Whose page this document has shown so far; undefined until the first answer. */
let shown: string | undefined;
let changed = false;

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Storage can be switched off. The other tabs then find out with their next request.
    return shown ?? null;
  }
}

/**
 * Tells the other tabs whose session this browser has now. They hear of it through `localStorage`, which speaks to every
 * tab but the one that wrote.
 */
export function announce(who: string): void {
  changed ||= shown !== undefined && shown !== who;
  shown = who;
  if (stored() !== who) localStorage.setItem(KEY, who);
}

function loadAnew(): void {
  // Before the new page is there, nothing of the person before may be read.
  document.documentElement.hidden = true;
  location.reload();
}

/** Loads this tab anew when another has logged in or out, and when Back brings out a page of somebody else's. */
export function watch(): () => void {
  const heard = ({ key, newValue }: StorageEvent) => {
    if (key === KEY && newValue !== shown) loadAnew();
  };
  const restored = ({ persisted }: PageTransitionEvent) => {
    // A member's in any case: whoever went Back fast was here before the page they left could announce the end.
    if (persisted && (shown || stored() !== shown)) loadAnew();
  };
  const traversed = () => {
    if (changed) loadAnew();
  };
  addEventListener("storage", heard);
  addEventListener("pageshow", restored);
  addEventListener("popstate", traversed);
  return () => {
    removeEventListener("storage", heard);
    removeEventListener("pageshow", restored);
    removeEventListener("popstate", traversed);
  };
}
