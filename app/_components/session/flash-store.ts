import type { FlashMessage } from "@/lib/session/flash";

/** A page shown for less than this was a redirect on the way: its messages move on. In milliseconds. */
const REDIRECT_TIME = 1000;
const STORAGE_KEY = "flash-shown";

let visible: readonly FlashMessage[] | null = null;
let pathname = "";
let shownAt = 0;
const received = new Set<string>();
const listeners = new Set<() => void>();

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The visible messages; null before the first response was processed. */
export const getVisible = (): readonly FlashMessage[] | null => visible;

function setVisible(messages: readonly FlashMessage[]): void {
  visible = messages;
  for (const listener of listeners) listener();
}

/** Processes the messages of a response for the page at `path`. New ones replace the old; a new page removes them. */
export function receive(pending: readonly FlashMessage[], path: string): void {
  const fresh = pending.filter(({ id }) => !received.has(id));
  const now = performance.now();
  if (fresh.length) {
    for (const { id, deletion } of fresh) {
      received.add(id);
      document.cookie = deletion;
    }
    shownAt = now;
    setVisible(fresh.filter(({ id }) => !isShownByAnotherTab(id)));
  } else if (visible === null || (path !== pathname && now - shownAt >= REDIRECT_TIME)) {
    setVisible([]);
  }
  pathname = path;
}

export const dismiss = (id: string): void =>
  setVisible((visible ?? []).filter((message) => message.id !== id));

/** A page restored from the back/forward cache must not show its messages again. */
export const clear = (): void => setVisible([]);

/** Two tabs that load at once receive the same message. The first one to claim its id shows it. */
function isShownByAnotherTab(id: string): boolean {
  try {
    const ids = (localStorage.getItem(STORAGE_KEY) ?? "").split(" ");
    if (ids.includes(id)) return true;
    localStorage.setItem(STORAGE_KEY, [...ids, id].slice(-20).join(" "));
  } catch {
    // Storage can be disabled. Both tabs may then show the message.
  }
  return false;
}
