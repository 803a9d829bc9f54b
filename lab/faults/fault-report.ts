import { mkdirSync, writeFileSync } from "node:fs";
import { test } from "@playwright/test";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** A row of the report: the fault, the load meanwhile, how often it was tried and what was lost. */
export type FaultRow = Readonly<{ fault: string; load: string; attempts: string; lost: string }>;

const ANNOTATION = "fault";

/** Adds a row to the report. Call it at the end of a test. */
export function reportFault(row: FaultRow): void {
  test.info().annotations.push({ type: ANNOTATION, description: JSON.stringify(row) });
}

/** Prints the rows of all tests as a Markdown table and writes it to test-results/faults.md. */
export default class FaultReporter implements Reporter {
  private readonly rows = new Map<string, FaultRow>();

  onTestEnd(test: TestCase, { status, annotations }: TestResult): void {
    for (const { type, description = "" } of annotations) {
      if (type !== ANNOTATION) continue;
      const row = JSON.parse(description) as FaultRow;
      const lost = status === "passed" ? row.lost : `**failed**: ${test.title}`;
      this.rows.set(row.fault, { ...row, lost });
    }
  }

  onEnd(): void {
    if (!this.rows.size) return;
    const rows = [...this.rows.values()].sort((a, b) => a.fault.localeCompare(b.fault));
    const lines = rows.map(
      ({ fault, load, attempts, lost }) => `| ${fault} | ${load} | ${attempts} | ${lost} |`,
    );
    const head = "| fault | load | attempts | lost |\n|---|---|---|---|";
    const table = [head, ...lines].join("\n");
    process.stdout.write(`\n${table}\n\n`);
    mkdirSync("test-results", { recursive: true });
    writeFileSync("test-results/faults.md", `${table}\n`);
  }
}
