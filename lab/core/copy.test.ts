import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { startServer } from "../../tests/support/server";
import { runIn } from "../support/copy";

const dependencies = ["next", "react", "react-dom", "iron-session", "zod"];
const types = ["typescript", "@types/node", "@types/react", "@types/react-dom"];

const ENV = `const settings = {
  SESSION_SECRET: (process.env.SESSION_SECRET ?? "").split(","),
  SESSION_COOKIE_NAME: "session",
  SESSION_COOKIE_SECURE: process.env.NODE_ENV === "production",
  SESSION_COOKIE_DOMAIN: undefined,
  SESSION_COOKIE_SAMESITE: "lax",
  SESSION_COOKIE_PATH: "/",
  SESSION_COOKIE_PARTITIONED: false,
  PERMANENT_SESSION_LIFETIME: 31 * 86_400,
  PERMANENT_SESSION_MAX: 90 * 86_400,
  SESSION_IDLE_TIMEOUT: 7200,
  SESSION_MAX: 43_200,
  SESSION_REFRESH_EACH_REQUEST: true,
} as const;
export type Env = typeof settings;
export const env = (): Env => settings;
`;

const LAYOUT = `import type { ReactNode } from "react";
export default function Layout({ children }: { children: ReactNode }) {
  return <html lang="en"><body>{children}</body></html>;
}
`;

const PAGE = `import { getSession } from "../lib/session";
import { getFlashedMessages } from "../lib/session/flash";
import { Messages } from "./messages";
export default async function Page() {
  const { accent } = await getSession();
  return (
    <form action="/accent" method="post">
      <p>Your colour: {accent ?? "none"}</p>
      <Messages pending={await getFlashedMessages()} />
      <button>Choose navy</button>
    </form>
  );
}
`;

const MESSAGES = `"use client";
import { useEffect } from "react";
import type { getFlashedMessages } from "../lib/session/flash";
export function Messages({ pending }: { pending: Awaited<ReturnType<typeof getFlashedMessages>> }) {
  useEffect(() => pending.forEach(({ deletion }) => (document.cookie = deletion)), [pending]);
  return pending.map(({ id, category, text }) => <p key={id} data-flash={category}>{text}</p>);
}
`;

const HANDLER = `import { updateSession } from "../../lib/session";
import { flash } from "../../lib/session/flash";
export async function POST() {
  await updateSession({ accent: "navy" });
  await flash("success", "Saved.");
  return new Response(null, { status: 303, headers: { Location: "/" } });
}
`;

const TSCONFIG = {
  compilerOptions: {
    target: "ES2023",
    lib: ["dom", "dom.iterable", "ES2023"],
    module: "esnext",
    moduleResolution: "bundler",
    jsx: "react-jsx",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    isolatedModules: true,
    incremental: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    plugins: [{ name: "next" }],
  },
  include: ["next-env.d.ts", "**/*.ts", "**/*.tsx", ".next/types/**/*.ts"],
  exclude: ["node_modules"],
};

/** A blank app with the session core and its dependencies, and no other package. Outside of this project. */
function createApp(): string {
  const folder = mkdtempSync(join(tmpdir(), "signet-core-"));
  const files: Record<string, string> = {
    "package.json": JSON.stringify({ name: "blank", private: true, type: "module" }),
    "tsconfig.json": JSON.stringify(TSCONFIG),
    // The packages are symbolic links that lead out of this folder.
    "next.config.mjs": `export default { turbopack: { root: "/" }, agentRules: false };\n`,
    "lib/env.ts": ENV,
    "app/layout.tsx": LAYOUT,
    "app/page.tsx": PAGE,
    "app/messages.tsx": MESSAGES,
    "app/accent/route.ts": HANDLER,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  cpSync("lib/session", join(folder, "lib/session"), { recursive: true });
  cpSync("lib/duration.ts", join(folder, "lib/duration.ts"));
  for (const name of [...dependencies, ...types]) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve("node_modules", name), link);
  }
  return folder;
}

test("lib/session copied into a blank app builds, remembers a visitor and shows a flash message once", async ({
  page,
}) => {
  const folder = createApp();
  try {
    const next = resolve("node_modules/next/dist/bin/next");
    const build = await runIn(folder, process.execPath, next, "build");
    expect(build.ok, build.printed).toBe(true);
    const server = await startServer({ cwd: folder });
    try {
      await page.goto(server.origin);
      await expect(page.getByText("Your colour: none")).toBeVisible();
      await page.getByRole("button", { name: "Choose navy" }).click();
      await expect(page.getByText("Your colour: navy")).toBeVisible();
      await expect(page.locator("[data-flash=success]")).toHaveText("Saved.");
      await expect
        .poll(async () => (await page.context().cookies()).map(({ name }) => name))
        .toEqual(["__Host-session"]);
      await page.reload();
      await expect(page.getByText("Your colour: navy")).toBeVisible();
      await expect(page.locator("[data-flash]")).toHaveCount(0);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
