import type { Page } from "@playwright/test";

/** Less than anybody sees; browsers call 0.1 good. Once in dozens of loads 0.0004 was measured, and its source not found. */
export const BARELY = 0.001;

/** How far what was on show has been moved by what came later, as browsers measure it (Cumulative Layout Shift). */
export const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const add = (entries: PerformanceEntryList) => {
          for (const entry of entries) sum += (entry as PerformanceEntry & { value: number }).value;
        };
        const observer = new PerformanceObserver((list) => add(list.getEntries()));
        observer.observe({ type: "layout-shift", buffered: true });
        // Two frames later whatever there was has been handed over.
        requestAnimationFrame(() => requestAnimationFrame(() => {
          add(observer.takeRecords());
          resolve(sum);
        }));
      }),
  );
