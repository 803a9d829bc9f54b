import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { startServer } from "../../tests/support/server";
import { blocksOf, follow, PAGE_FOR_OTHER_APPS } from "../docs/blocks";
import { runIn } from "../support/copy";
import { serveRegistry } from "../support/registry";

const SHADCN = "shadcn@4.23.1";

/** What `npx shadcn init` writes, which needs the network. */
const COMPONENTS = {
  style: "base-nova",
  rsc: true,
  tsx: true,
  tailwind: { config: "", css: "app/globals.css", baseColor: "neutral", cssVariables: true },
  aliases: { components: "@/components", utils: "@/lib/utils" },
};

/** As create-next-app writes it, without the fonts of Google: a build would download them. */
const LAYOUT = `import type { ReactNode } from "react";
import "./globals.css";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        {children}
      </body>
    </html>
  );
}
`;

let root = "";
test.beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "signet-registry-"));
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

async function run(folder: string, command: string, ...args: string[]): Promise<void> {
  const { ok, printed } = await runIn(folder, command, ...args);
  expect(ok, `${command} ${args.join(" ")}\n${printed}`).toBe(true);
}

/** A blank project of create-next-app. Its packages come with the registry item's. */
async function createApp(): Promise<string> {
  const options = ["--ts", "--app", "--tailwind", "--no-eslint", "--no-src-dir", "--skip-install"];
  const create = ["--yes", "create-next-app@16", "app", "--yes", "--disable-git", "--use-npm"];
  await run(root, "npx", ...create, ...options);
  const folder = join(root, "app");
  writeFileSync(join(folder, "components.json"), JSON.stringify(COMPONENTS));
  writeFileSync(join(folder, "app/layout.tsx"), LAYOUT);
  return folder;
}

/** The item `session` of registry.json, built by the shadcn CLI. */
async function buildItem(): Promise<unknown> {
  await run(resolve("."), "npx", "--yes", SHADCN, "build", "--output", join(root, "built"));
  return JSON.parse(readFileSync(join(root, "built/session.json"), "utf8"));
}

test("npx shadcn add brings the session core into a blank app, which remembers a visitor and shows a message once", async ({
  page,
}) => {
  const registry = await serveRegistry({ session: await buildItem() });
  const folder = await createApp();
  try {
    const add = [SHADCN, "add", "--yes", `${registry.url}/session.json`];
    const env = [`REGISTRY_URL=${registry.url}`, "NODE_ENV=development"];
    await run(folder, "env", ...env, "npx", "--yes", ...add);
  } finally {
    await registry.stop();
  }
  const guide = blocksOf(PAGE_FOR_OTHER_APPS).filter(({ path }) => path);
  for (const [path, text] of follow(guide, (path) => readFileSync(join(folder, path), "utf8"))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  await run(folder, "npx", "next", "build");
  const server = await startServer({ cwd: folder });
  try {
    await page.goto(`${server.origin}/visits`);
    await expect(page.getByText("Visits: 0")).toBeVisible();
    await page.getByRole("button", { name: "Count" }).click();
    await expect(page.getByText("Visits: 1")).toBeVisible();
    await expect(page.locator("[data-flash=success]")).toHaveText("Counted.");
    await expect
      .poll(async () => (await page.context().cookies()).map(({ name }) => name))
      .toEqual(["__Host-session"]);
    await page.reload();
    await expect(page.getByText("Visits: 1")).toBeVisible();
    await expect(page.locator("[data-flash]")).toHaveCount(0);
  } finally {
    await server.stop();
  }
});
