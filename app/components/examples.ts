import type { ComponentType } from "react";

// Lazy and without `import: "default"`: with either option Turbopack looks for export names that it has shortened.
const components = import.meta.glob<{ default: ComponentType }>("./examples/*.tsx");
const sources = import.meta.glob<{ default: string }>("./examples/*.tsx", { query: "?source" });

type Files<T> = Record<string, () => Promise<{ default: T }>>;

async function load<T>(files: Files<T>, name: string): Promise<T> {
  const file = files[`./examples/${name}.tsx`];
  if (!file) throw new Error(`There is no example “${name}”.`);
  return (await file()).default;
}

/** The component of `examples/{name}.tsx`. */
export const loadComponent = (name: string): Promise<ComponentType> => load(components, name);

/** The source text of the same file. */
export const loadSource = (name: string): Promise<string> => load(sources, name);
