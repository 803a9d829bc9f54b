import type { getFlashedMessages } from "@/lib/session/flash";

export type FlashMessage = Awaited<ReturnType<typeof getFlashedMessages>>[number];

/** A page shown for less than this was a redirect on the way: its messages move on. In milliseconds. */
const REDIRECT_TIME = 1000;
/** Longer than two tabs that were opened at once take to load. In milliseconds. */
const CLAIM_TIME = 5000;

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
  // Of another user: session-tabs.ts loads the next document, which shows them.
  if (document.documentElement.hidden) return;
  const fresh = pending.filter(({ id }) => !received.has(id));
  const now = performance.now();
  if (fresh.length) {
    for (const { id, deletion } of fresh) {
      received.add(id);
      document.cookie = deletion;
    }
    shownAt = now;
    setVisible(fresh);
    for (const { id } of fresh) dismissIfShownByAnotherTab(id);
  } else if (visible === null || (path !== pathname && now - shownAt >= REDIRECT_TIME)) {
    setVisible([]);
  }
  pathname = path;
}

export const dismiss = (id: string): void =>
  setVisible((visible ?? []).filter((message) => message.id !== id));

/** A page restored from the back/forward cache must not show its messages again. */
export const clear = (): void => setVisible([]);

/** Tabs that load at once receive the same message. A lock decides which one shows it: storage is not atomic. */
function dismissIfShownByAnotherTab(id: string): void {
  void navigator.locks?.request(`flash-${id}`, { ifAvailable: true }, (lock) => {
    if (!lock) return dismiss(id);
    return new Promise((release) => setTimeout(release, CLAIM_TIME));
  });
}
