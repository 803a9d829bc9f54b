import type { ComponentType } from "react";

// Not `eager`, and no `import: "default"`: Turbopack then reads the names from before it shortened them.
const examples = import.meta.glob<{ default: ComponentType }>("./examples/*.tsx");
const sources = import.meta.glob<{ default: string }>("./examples/*.tsx", { query: "?source" });

async function load<T>(
  files: Record<string, () => Promise<{ default: T }>>,
  name: string,
): Promise<T> {
  const file = files[`./examples/${name}.tsx`];
  if (!file) throw new Error(`There is no example called ${name}`);
  return (await file()).default;
}

/** The component that stands in `examples/{name}.tsx`. */
export const example = (name: string): Promise<ComponentType> => load(examples, name);

/** The text of the same file, as it was built. */
export const sourceOf = (name: string): Promise<string> => load(sources, name);
