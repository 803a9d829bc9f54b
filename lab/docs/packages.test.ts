import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test, type Locator } from "@playwright/test";
import { expectAccessible } from "../../tests/support/accessibility";
import { recordBrowserErrors } from "../../tests/support/console-errors";
import { startServer, type Server } from "../../tests/support/server";
import { copyProject, runIn } from "../support/copy";
import { startCollector } from "../support/collector";
import { serveRegistry } from "../support/registry";
import { blocksOf, follow, pagesWithPackages } from "./blocks";
import { kit, plate } from "./kit";

const blocks = pagesWithPackages.flatMap((page) => blocksOf(page));
const code = blocks.filter(({ language }) => ["ts", "tsx", "diff"].includes(language));

/** The line that loosens the policy is tested last, with a build of its own. */
const loosened = code.filter((block) => block.code.includes("style-src-attr"));

/** The packages that the pages tell the reader to install. */
const packages = blocks
  .flatMap((block) => [...block.code.matchAll(/^npm install (?:--save-dev )?(.+)$/gm)])
  .flatMap(([, names = ""]) => names.split(" "));

test.describe.configure({ mode: "serial" });

let folder = "";
let server: Server;
let collector: Awaited<ReturnType<typeof startCollector>>;
const run = (command: string, ...args: string[]) => runIn(folder, command, ...args);

function write(files: Iterable<[string, string]>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function buildAndStart(): Promise<void> {
  const dsn = `NEXT_PUBLIC_SENTRY_DSN=http://key@${collector.host}/1`;
  const build = await run("env", dsn, "npm", "run", "build");
  expect(build.ok, build.printed).toBe(true);
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://${collector.host}` };
  server = await startServer({ cwd: folder, env });
}

test.beforeAll(async () => {
  collector = await startCollector();
  folder = copyProject();
  const strict = code.filter((block) => !loosened.includes(block));
  write(follow(strict, (path) => readFileSync(path, "utf8")));
  write(Object.entries(kit));
  // The test runner sets NODE_ENV=production, with which npm would remove the development dependencies.
  const options = ["--include=dev", "--no-audit", "--no-fund"];
  const install = await run("npm", "install", ...options, "cmdk", ...packages);
  expect(install.ok, install.printed).toBe(true);
});
test.afterAll(async () => {
  await server?.stop();
  await collector?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

test("npx shadcn add writes a component where components.json says, with this project's cn()", async () => {
  const registry = await serveRegistry({ plate });
  try {
    const shadcn = ["npx", "shadcn", "add", "--yes", `${registry.url}/plate.json`];
    const { ok, printed } = await run("env", `REGISTRY_URL=${registry.url}`, ...shadcn);
    expect(ok, printed).toBe(true);
  } finally {
    await registry.stop();
  }
  const written = readFileSync(join(folder, "app/_components/shadcn/plate.tsx"), "utf8");
  expect(written).toContain('from "@/lib/cn"');
});

test("each component opens under the policy of production, without a violation", async ({
  page,
}) => {
  await buildAndStart();
  const errors = await recordBrowserErrors(page);
  await page.goto(`${server.origin}/kit`);
  await page.waitForLoadState("networkidle");
  // The hidden inputs of a select and a checkbox, the label of a command, and the page's own attribute.
  const attributes = errors.splice(0).filter((error) => error.startsWith("style-src"));
  expect(attributes).toEqual(Array(4).fill("style-src-attr inline "));
  await expect(page.getByText("Styled by an attribute")).not.toHaveCSS("color", "rgb(1, 2, 3)");
  await expectAccessible(page, "components");

  const opens = async (button: Locator, opened: Locator) => {
    await button.click();
    await expect(opened).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(opened).toHaveCount(0);
  };
  const button = (name: string) => page.getByRole("button", { name });
  await opens(button("Delete"), page.getByRole("dialog"));
  await opens(button("Open sheet"), page.getByRole("dialog"));
  await opens(button("Open menu"), page.getByRole("menu"));
  await opens(page.getByLabel("Fruit"), page.getByRole("option", { name: "Apple" }));
  await page.getByRole("tab", { name: "Two" }).click();
  await expect(page.getByText("Second panel")).toBeVisible();
  await page.getByRole("checkbox", { name: "Agree" }).click();
  await expect(page.getByRole("checkbox", { name: "Agree" })).toBeChecked();
  await button("Hover me").hover();
  await expect(page.getByText("A hint")).toBeVisible();
  await page.getByPlaceholder("Search").fill("cal");
  await expect(page.getByText("Calendar")).toBeVisible();
  await button("Show toast").click();
  await expect(page.getByText("Toasted")).toBeVisible();
  expect(errors).toEqual([]);
});

test("added components have the colours of the theme, and hidden inputs stay hidden", async ({
  page,
}) => {
  for (const [scheme, surface] of [
    ["light", "rgb(255, 253, 249)"],
    ["dark", "rgb(32, 28, 23)"],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${server.origin}/kit`);
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByRole("dialog")).toHaveCSS("background-color", surface);
  }
  const hidden = page.locator("input[aria-hidden=true][tabindex='-1'], [cmdk-label]");
  await expect(hidden).toHaveCount(3);
  for (const input of await hidden.all()) expect((await input.boundingBox())?.width).toBe(1);
});

test("React Hook Form shows errors at once, and the server's own when the form is sent", async ({
  page,
  browser,
}) => {
  await page.goto(`${server.origin}/notes`);
  const title = page.getByLabel("Title");
  await title.fill("ab");
  await title.blur();
  await expect(page.getByText("Use at least 3 characters.")).toBeVisible();
  await title.fill("taken");
  await expect(page.getByText("Use at least 3 characters.")).toHaveCount(0);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("This title is taken.")).toBeVisible();
  await expect(title).toHaveValue("taken");
  await title.fill("A letter");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("[data-flash=success]")).toContainText("Saved “A letter”.");

  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${server.origin}/notes`);
  await plain.getByLabel("Title").fill("ab");
  await plain.getByRole("button", { name: "Save" }).click();
  await expect(plain.getByText("Use at least 3 characters.")).toBeVisible();
  await context.close();
});

test("errors in the browser reach Sentry, and traces of the server a collector, under the policy", async ({
  page,
}) => {
  await page.goto(`${server.origin}/login`);
  await page.evaluate(() => setTimeout(() => Promise.reject(new Error("a fault of the test"))));
  await expect
    .poll(() => collector.bodies("/api/1/envelope").join())
    .toContain("a fault of the test");
  await expect.poll(() => collector.bodies("/v1/traces").join()).toContain("/login");
});

test("one line of the policy allows style attributes", async ({ page }) => {
  await server.stop();
  write(follow(loosened, (path) => readFileSync(path, "utf8")));
  await buildAndStart();
  const errors = await recordBrowserErrors(page);
  await page.goto(`${server.origin}/kit`);
  await expect(page.getByText("Styled by an attribute")).toHaveCSS("color", "rgb(1, 2, 3)");
  await page.waitForLoadState("networkidle");
  expect(errors).toEqual([]);
});
