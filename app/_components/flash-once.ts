const KEY = "flash-shown";

// Ids that this tab showed: it may meet them again and must not take itself for another tab.
const mine = new Set<string>();

function remembered(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

/** Whether another tab has shown this message already; if not, this one has now. */
export function shownElsewhere(id: string): boolean {
  if (mine.has(id)) return false;
  const ids = remembered();
  if (ids.includes(id)) return true;
  mine.add(id);
  try {
    localStorage.setItem(KEY, JSON.stringify([...ids, id].slice(-20)));
  } catch {
    // Without storage, two tabs that load in the same moment may both show a message.
  }
  return false;
}

/** Deletes a flash cookie, with every attribute that the browser asks for to find it. */
export function forgetCookie(name: string): void {
  const secure = name.startsWith("__Host-") ? "; Secure" : "";
  document.cookie = `${name}=; Path=/; Max-Age=0; SameSite=Lax${secure}`;
}
