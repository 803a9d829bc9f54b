import "server-only";

const shared = globalThis as { signet?: Map<string, unknown> };

/**
 * A value that exists once in a process. Next builds pages, handlers and instrumentation.ts as separate bundles, each with its
 * own copy of a module and what it keeps: https://github.com/vercel/next.js/issues/65350
 *
 * Delete when a module is loaded once.
 */
export function oncePerProcess<T>(name: string, create: () => T): T {
  const values = (shared.signet ??= new Map());
  if (!values.has(name)) values.set(name, create());
  return values.get(name) as T;
}
