import type { Page } from "@playwright/test";

/** Chromium's record of a shift, as far as it is read here; TypeScript's own library has none. */
type Shift = PerformanceEntry & {
  value: number;
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
};

/**
 * What was moved, and how far, by what came later, as browsers measure it (Cumulative Layout Shift): a list that ought to
 * be empty.
 */
export const layoutShifts = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const observer = new PerformanceObserver((list) =>
      shifts.push(...(list.getEntries() as Shift[])),
    );
    const shifts: Shift[] = [];
    observer.observe({ type: "layout-shift", buffered: true });
    // Two frames later whatever there was has been handed over.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    shifts.push(...(observer.takeRecords() as Shift[]));
    const place = ({ x, y, width, height }: DOMRect) => `${x},${y} ${width}×${height}`;
    const moved = ({ node, previousRect, currentRect }: Shift["sources"][number]) =>
      `${node instanceof Element ? node.outerHTML.slice(0, 120) : node?.textContent} from ${place(previousRect)} to ${place(currentRect)}`;
    return shifts.map(({ value, sources }) => `${value}: ${sources.map(moved).join("; ")}`);
  });
