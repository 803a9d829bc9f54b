import { readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * What `npm run reset` takes out: the demo shop, and afterwards itself. Folders with all that is in them. Beside these, a
 * line that ends in `shop`, as a comment in its language, goes from whatever file it is in, and what is in
 * scripts/reset/blank takes the place of what is there.
 */
export const gone = [
  "app/(shop)",
  "app/_components/cart-badge.tsx",
  "app/_components/cart-count.tsx",
  "app/account/orders",
  "app/api/cart",
  "app/api/orders",
  "app/api/products",
  "app/api/seen",
  "app/components/examples/cart-badge.tsx",
  "bench",
  "drizzle.shop.config.ts",
  "lib/shop",
  "docs/decisions/10-orders.md",
  "docs/decisions/11-what-is-remembered.md",
  "docs/decisions/12-speed.md",
  "docs/reliability.md",
  "docs/scale.md",
  "docs/screenshot-dark.png",
  "docs/screenshot.png",
  "public/products",
  "tests/faults",
  "tests/shop",
  "tests/support/browser-cookies.ts",
  "tests/support/crowd.ts",
  "tests/support/debian.ts",
  "tests/support/header.ts",
  "tests/support/nginx.ts",
  "tests/support/replication-line.ts",
  "tests/support/stalling-proxy.ts",
  "tests/support/visitor.ts",
  "tests/support/shop.ts",
  "tests/support/stock.ts",
  "tests/unit/cart.test.ts",
  "tests/unit/orders.test.ts",
  "tests/unit/seen.test.ts",
  // What holds the documents to the starter as it was: from here on it is another app.
  "tests/docs",
  "tests/unit/docs.test.ts",
  // Itself.
  "scripts/reset.ts",
  "scripts/reset",
  "tests/reset",
  "tests/support/copy.ts",
  "tests/unit/reset.test.ts",
];

/** Whether a file is among what goes. */
export const goes = (path: string): boolean =>
  gone.some((name) => path === name || path.startsWith(`${name}/`));

export const BLANK = "scripts/reset/blank";

/** Files that take another's place, or an empty one, by their path from the root. */
export function blanks(): string[] {
  const entries = readdirSync(BLANK, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return files.map((path) => path.slice(BLANK.length + 1)).sort();
}

/** The scripts of package.json that go. */
export const goneScripts = ["bench", "bench:scale", "reset", "test:faults", "test:reset"];

const MARKED = /(\/\/ shop|\/\* shop \*\/\}?|# shop|<!-- shop -->)$/;
const BEGINS = /^\s*(\/\/|#|<!--|\{?\/\*) shop …( -->| \*\/\}?)?$/;
const ENDS = /^\s*(\/\/|#|<!--|\{?\/\*) … shop( -->| \*\/\}?)?$/;

/**
 * A text without its marked lines: each one that ends in `// shop`, `# shop`, `{/* shop *\/}` or `<!-- shop -->`, and all
 * from `shop …` to `… shop`.
 * @throws when a part begins that doesn't end
 */
export function withoutMarked(text: string): string {
  let inside = false;
  const kept = text.split("\n").filter((line) => {
    if (!inside && BEGINS.test(line)) inside = true;
    else if (inside && ENDS.test(line)) {
      inside = false;
      return false;
    }
    return !inside && !MARKED.test(line);
  });
  if (inside) throw new Error("a marked part does not end");
  return kept.join("\n");
}
