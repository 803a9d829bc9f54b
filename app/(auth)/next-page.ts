import { HOME, safeNext } from "@/lib/routes";

/** `path` with the way on from it, which is left out when it leads home. */
export function withNext(path: "/login" | "/signup", next: unknown): string {
  const target = safeNext(next);
  return target === HOME ? path : `${path}?next=${encodeURIComponent(target)}`;
}
