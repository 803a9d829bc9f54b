import type { Page } from "@playwright/test";

/** TypeScript's DOM library does not have this entry of Chromium's. */
type Shift = PerformanceEntry & {
  value: number;
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
};

/** The layout shifts of a page until now (Cumulative Layout Shift), each with the elements that moved. */
export const layoutShifts = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const shifts: Shift[] = [];
    const observer = new PerformanceObserver((list) =>
      shifts.push(...(list.getEntries() as Shift[])),
    );
    observer.observe({ type: "layout-shift", buffered: true });
    // Entries are delivered within two frames.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    shifts.push(...(observer.takeRecords() as Shift[]));
    const box = ({ x, y, width, height }: DOMRect) => `${x},${y} ${width}×${height}`;
    const move = ({ node, previousRect, currentRect }: Shift["sources"][number]) => {
      const name = node instanceof Element ? node.outerHTML.slice(0, 120) : node?.textContent;
      return `${name} from ${box(previousRect)} to ${box(currentRect)}`;
    };
    return shifts.map(({ value, sources }) => `${value}: ${sources.map(move).join("; ")}`);
  });
