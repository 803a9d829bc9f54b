import { mkdirSync, writeFileSync } from "node:fs";
import { test } from "@playwright/test";
import type { Reporter, TestCase } from "@playwright/test/reporter";

/** A row of the table: what was broken, under which load, what was tried and what got lost. */
export type Row = Readonly<{ what: string; load: string; tried: string; lost: string }>;

const TYPE = "fault";

/** Puts a row into the table, when its test has passed. */
export function tell(row: Row): void {
  test.info().annotations.push({ type: TYPE, description: JSON.stringify(row) });
}

/** Prints what was tried and lost, as a table in Markdown. */
export default class Table implements Reporter {
  private readonly rows = new Map<string, Row>();

  onTestEnd(
    test: TestCase,
    result: { status: string; annotations: { type: string; description?: string }[] },
  ): void {
    for (const { type, description = "" } of result.annotations) {
      if (type !== TYPE) continue;
      const row = JSON.parse(description) as Row;
      this.rows.set(
        row.what,
        result.status === "passed" ? row : { ...row, lost: `**failed**: ${test.title}` },
      );
    }
  }

  onEnd(): void {
    if (!this.rows.size) return;
    const lines = [...this.rows.values()]
      .sort((a, b) => a.what.localeCompare(b.what))
      .map(({ what, load, tried, lost }) => `| ${what} | ${load} | ${tried} | ${lost} |`);
    const table = ["| case | load | tried | lost |", "|---|---|---|---|", ...lines].join("\n");
    process.stdout.write(`\n${table}\n\n`);
    mkdirSync("test-results", { recursive: true });
    writeFileSync("test-results/faults.md", `${table}\n`);
  }
}
