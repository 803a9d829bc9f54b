import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { sessionCookie } from "@/lib/session/cookies";
import { expect, test } from "@playwright/test";
import { copyProject, runIn } from "../support/copy";
import { startServer } from "../../tests/support/server";
import { blocksOf, follow, ownPages } from "./blocks";

const blocks = ownPages().flatMap((page) => blocksOf(page));
const inPython = blocks.filter(({ language }) => language === "py");
const inTypeScript = blocks.filter(({ language }) => ["ts", "tsx", "diff"].includes(language));

/** Must not compile: the type check fails if it does. */
const MISTAKE = `import { updateSession } from "@/lib/session";

// @ts-expect-error -- a nickname is a string
export const mistake = () => updateSession({ nickname: 7 });
`;

/** Runs the queries of the recipe. */
const ADD_A_LETTER = `import { db } from "./lib/db/client";
import { seedDatabase } from "./lib/db/seed";
import { addLetter, listLetters } from "./lib/letters/letters";

async function main() {
  await seedDatabase(await db());
  await addLetter("demo-ada", "Dear Ada");
  console.log(JSON.stringify(await listLetters("demo-ada")));
}
void main();
`;

function lay(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test.describe("the code of the documents", () => {
  test.describe.configure({ mode: "serial" });
  let folder = "";
  let files: ReadonlyMap<string, string>;

  test.beforeAll(() => {
    const made = inTypeScript.flatMap(({ path, language }) =>
      path && language !== "diff" ? [path] : [],
    );
    test.skip(
      made.some((path) => existsSync(path)),
      "The recipes were followed in this folder. Run this test in a fresh clone.",
    );
    files = follow(inTypeScript, (path) => readFileSync(path, "utf8"));
    folder = copyProject();
    lay(folder, files);
    lay(folder, new Map([["app/mistake.ts", MISTAKE]]));
  });
  test.afterAll(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  test("generates a migration for a new table, which stores rows", async () => {
    const generated = await runIn(folder, "npm", "run", "db:generate", "--", "--name=letters");
    expect(generated.ok, generated.printed).toBe(true);
    writeFileSync(join(folder, "letters.ts"), ADD_A_LETTER);
    const tsx = ["npx", "tsx", "--conditions=react-server", "letters.ts"];
    const { ok, printed } = await runIn(
      folder,
      "env",
      `DATABASE_URL=file:${join(folder, ".data/letters.db")}`,
      ...tsx,
    );
    rmSync(join(folder, "letters.ts"));
    expect(ok, printed).toBe(true);
    expect(printed).toContain('["Dear Ada"]');
  });

  test("compiles and builds", async () => {
    const { ok, printed } = await runIn(folder, "npm", "run", "build");
    expect(ok, printed).toBe(true);
  });

  test("passes its own tests and the import boundaries", async () => {
    const written = [...files.keys()].filter((path) => path.startsWith("tests/"));
    const { ok, printed } = await runIn(
      folder,
      "npx",
      "playwright",
      "test",
      "--reporter=list",
      ...written,
      "tests/unit/import-boundaries.test.ts",
    );
    expect(ok, printed).toBe(true);
    expect(printed).toMatch(/\d{2} passed/);
  });

  test("passes lint", async () => {
    const { ok, printed } = await runIn(
      folder,
      "npx",
      "eslint",
      "--max-warnings",
      "0",
      ...files.keys(),
    );
    expect(ok, printed).toBe(true);
  });

  test("keeps a guest's draft in a cookie sealed for its own purpose", async ({
    page,
    context,
  }) => {
    const server = await startServer({ cwd: folder });
    try {
      await page.goto(`${server.origin}/postcard`);
      await expect(page.getByText("From a stranger")).toBeVisible();
      await page.getByLabel("Message").fill("Greetings from Bern");
      await page.getByRole("button", { name: "Save draft" }).click();
      await expect
        .poll(async () => (await context.cookies()).map(({ name }) => name))
        .toContain("__Host-draft");
      await page.reload();
      await expect(page.getByLabel("Message")).toHaveValue("Greetings from Bern");
      const cookie = (await context.cookies()).find(
        ({ name }) => name === SealedCookie.wireName({ name: "draft" }),
      );
      expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax" });
      const options = { keyring: [server.secret] };
      expect(await SealedCookie.open(sessionCookie, cookie?.value ?? "", options)).toEqual({
        ok: false,
        error: "purpose",
      });
      const { draftCookie } = (await import(
        join(folder, "lib/postcard/draft-cookie.ts")
      )) as Record<string, SealedCookie<unknown>>;
      if (!draftCookie) throw new Error("docs/recipes.md does not export draftCookie");
      expect(await SealedCookie.open(draftCookie, cookie?.value ?? "", options)).toMatchObject({
        data: { text: "Greetings from Bern" },
      });
      await page.goto(`${server.origin}/session`);
      await expect(page.locator('[data-cookie="__Host-draft"]')).toBeVisible();
    } finally {
      await server.stop();
    }
  });
});

test("the Flask half of docs/from-flask.md passes its tests", async () => {
  const folder = mkdtempSync(join(tmpdir(), "signet-flask-"));
  try {
    lay(
      folder,
      follow(inPython, () => ""),
    );
    const python = (...args: string[]) => runIn(folder, "python3", ...args);
    test.skip(!(await python("--version")).ok, "Python is not installed.");
    expect((await python("-m", "py_compile", "hello.py", "test_hello.py")).printed).toBe("");
    test.skip(
      !(await python("-c", "import flask")).ok,
      "Flask is not installed. The code was only compiled.",
    );
    const { ok, printed } = await python("-c", RUN_PYTHON_TESTS);
    expect(ok, printed).toBe(true);
    expect(printed).toContain("test_the_diary_requires_a_login passed");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const RUN_PYTHON_TESTS = `
import os
os.environ["FLASK_SECRET_KEY"] = "a secret for as long as this test lasts"
import test_hello
for name, test in list(vars(test_hello).items()):
    if name.startswith("test_"):
        test()
        print(name, "passed")
`;
