import { env, parseEnv } from "@/lib/env";

/** Runs `work` with these environment variables added. `env()` parses them only once, so its result is changed. */
export async function withSettings<T>(
  variables: Record<string, string>,
  work: () => T,
): Promise<Awaited<T>> {
  const settings = env();
  const before = { ...settings };
  Object.assign(settings, parseEnv({ ...process.env, ...variables }));
  try {
    return await work();
  } finally {
    for (const name of Object.keys(settings)) Reflect.deleteProperty(settings, name);
    Object.assign(settings, before);
  }
}
