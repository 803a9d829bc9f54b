import type { FlashMessage } from "@/lib/session/flash";

/** A page shown for less than this was a stop on the way (a redirect): its messages go along. In milliseconds. */
const PASSING = 1000;
const KEY = "flash-shown";

let shown: readonly FlashMessage[] | null = null;
let place = "";
let since = 0;
const known = new Set<string>();
const listeners = new Set<() => void>();

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is on show; null until the first answer has been looked at. */
export const onShow = (): readonly FlashMessage[] | null => shown;

function show(messages: readonly FlashMessage[]): void {
  shown = messages;
  for (const listener of listeners) listener();
}

/**
 * Takes in what an answer brought for the page at `path`: new messages take the place of the old ones, an answer
 * without any takes nothing away, and another page does.
 */
export function receive(pending: readonly FlashMessage[], path: string): void {
  const fresh = pending.filter(({ id }) => !known.has(id));
  const now = performance.now();
  if (fresh.length) {
    for (const { id, cookie } of fresh) {
      known.add(id);
      forget(cookie);
    }
    since = now;
    show(fresh.filter(({ id }) => !shownByAnotherTab(id)));
  } else if (shown === null || (path !== place && now - since >= PASSING)) show([]);
  place = path;
}

export const dismiss = (id: string): void =>
  show((shown ?? []).filter((message) => message.id !== id));

/** What Back or Forward brings out of the browser's own memory was seen when it was new. */
export const leave = (): void => show([]);

/** Deletes a flash cookie. The attributes have to be those it was set with, or the browser does not find it. */
function forget(name: string): void {
  const secure = name.startsWith("__Host-") ? "; Secure" : "";
  document.cookie = `${name}=; Path=/; Max-Age=0; SameSite=Lax${secure}`;
}

/** Two tabs that load in the same moment are sent the same message; the first to ask here is the one that shows it. */
function shownByAnotherTab(id: string): boolean {
  try {
    const ids = (localStorage.getItem(KEY) ?? "").split(" ");
    if (ids.includes(id)) return true;
    localStorage.setItem(KEY, [...ids, id].slice(-20).join(" "));
  } catch {
    // Storage can be switched off. The message may then show in both.
  }
  return false;
}
