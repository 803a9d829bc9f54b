import { readdirSync } from "node:fs";
import { join } from "node:path";

/** What `npm run reset` can remove: the demo shop, the lab, and the pages /session and /components. */
export const parts = ["shop", "lab", "inspector"] as const;
export type Part = (typeof parts)[number];

/** The files and folders of each part. Lines elsewhere are marked with its name, see `withoutMarked()`. */
const files: Record<Part, readonly string[]> = {
  shop: [
    "app/(shop)",
    "app/_components/site/cart-badge.tsx",
    "app/_components/site/cart-count.tsx",
    "app/account/orders",
    "app/api/cart",
    "app/api/orders",
    "app/api/products",
    "app/api/seen",
    "app/components/examples/cart-badge.tsx",
    "docs/decisions/10-orders.md",
    "docs/decisions/11-what-is-remembered.md",
    "docs/screenshot-dark.png",
    "docs/screenshot.png",
    "drizzle.shop.config.ts",
    "lib/shop",
    "public/assets/products",
    "tests/shop",
    "tests/support/header.ts",
    "tests/support/shop.ts",
    "tests/support/stock.ts",
    "tests/unit/cart.test.ts",
    "tests/unit/orders.test.ts",
  ],
  // With the reset itself.
  lab: [
    "docs/decisions/12-speed.md",
    "docs/existing-app.md",
    "docs/reliability.md",
    "docs/scale.md",
    "lab",
    "registry.json",
    "scripts/reset",
    "scripts/reset.ts",
  ],
  inspector: [
    "app/components",
    "app/session",
    "tests/unit/highlight.test.ts",
    "tests/unit/seal-parts.test.ts",
  ],
};

/** The scripts of package.json that are removed. */
export const removedScripts = [
  "bench",
  "bench:scale",
  "reset",
  "test:all",
  "test:faults",
  "test:guard",
];

export const removedPaths = (removed: readonly Part[]): string[] =>
  removed.flatMap((part) => files[part]);

/** Whether a file is removed. */
export const isRemoved = (path: string, removed: readonly Part[]): boolean =>
  removedPaths(removed).some((name) => path === name || path.startsWith(`${name}/`));

export const BLANK = "scripts/reset/blank";

/** The files that replace others or are added, by their path from the root. */
export function blankFiles(): string[] {
  const entries = readdirSync(BLANK, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(BLANK.length + 1)).sort();
}

const part = `(${parts.join("|")})`;
const [open, close] = [
  String.raw`(?:\/\/|#|<!--|\{?\/\*)`,
  String.raw`(?: -->(?: *\|)?| \*\/\}?)?$`,
];
const MARK = new RegExp(`\\s*${open} ${part}${close}`);
const BEGIN = new RegExp(`^\\s*${open} ${part} …${close}`);
const END = new RegExp(`^\\s*${open} … ${part}${close}`);

/**
 * A text without the lines of the removed parts: each line that ends in a mark (`// shop`, `# shop`, `{/* shop *\/}`,
 * `<!-- shop -->`, also as the last cell of a table), and everything from `// shop …` to `// … shop`. The marks of the other parts are removed.
 * @throws Error when a marked block does not end
 */
export function withoutMarked(text: string, removed: readonly Part[]): string {
  const isGone = (name: string | undefined) => removed.some((part) => part === name);
  let block: string | undefined;
  const kept = text.split("\n").flatMap((line) => {
    const [begin, end] = [BEGIN.exec(line)?.[1], END.exec(line)?.[1]];
    if (block) {
      if (end === block) block = undefined;
      return [];
    }
    if (isGone(begin)) block = begin;
    if (begin || end) return [];
    return isGone(MARK.exec(line)?.[1]) ? [] : [line.replace(MARK, "")];
  });
  if (block) throw new Error(`the marked block “${block} …” does not end`);
  return kept.join("\n");
}
