import { existsSync } from "node:fs";
import type { FullConfig } from "@playwright/test";

/** Stops a run that needs a production build before it begins: each of its files would fail with a stack trace. */
export default function requireBuild({ filteredProjects }: FullConfig): void {
  const isUnitOnly = filteredProjects.every(({ name }) => name === "unit");
  if (isUnitOnly || existsSync(".next/BUILD_ID")) return;
  process.stderr.write("Run npm run build first.\n");
  process.exit(1);
}
