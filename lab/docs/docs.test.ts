import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cookieName, openCookie, type SealedCookie } from "@/lib/session/sealed-cookie";
import { sessionCookie } from "@/lib/session/cookies";
import { expect, test } from "@playwright/test";
import { copyProject, runIn } from "../support/copy";
import { startServer } from "../../tests/support/server";
import { blocksOf, documents, follow } from "./blocks";

const blocks = documents().flatMap((page) => blocksOf(page));
const inPython = blocks.filter(({ language }) => language === "py");
const inTypeScript = blocks.filter(({ language }) => ["ts", "tsx", "diff"].includes(language));

/** What the recipes say doesn't compile. The build fails if it does. */
const MISTAKE = `import { updateSession } from "@/lib/session";

// @ts-expect-error -- a nickname is a string
export const mistake = () => updateSession({ nickname: 7 });
`;

/** As a page or an action would. */
const KEEP_A_LETTER = `import { db } from "./lib/db/client";
import { seedDatabase } from "./lib/db/seed";
import { keepLetter, lettersOf } from "./lib/letters/letters";

async function main() {
  await seedDatabase(await db());
  await keepLetter("demo-ada", "Dear Ada");
  console.log(JSON.stringify(await lettersOf("demo-ada")));
}
void main();
`;

function lay(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test.describe("somebody who follows the documents", () => {
  test.describe.configure({ mode: "serial" });
  let folder = "";
  let files: ReadonlyMap<string, string>;

  test.beforeAll(() => {
    const made = inTypeScript.flatMap(({ path, language }) =>
      path && language !== "diff" ? [path] : [],
    );
    test.skip(
      made.some((path) => existsSync(path)),
      "Somebody has followed the documents here already; they are tried in a fresh clone.",
    );
    files = follow(inTypeScript, (path) => readFileSync(path, "utf8"));
    folder = copyProject();
    lay(folder, files);
    lay(folder, new Map([["app/mistake.ts", MISTAKE]]));
  });
  test.afterAll(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  test("has a migration written for a new table, and letters in it", async () => {
    const generated = await runIn(folder, "npm", "run", "db:generate", "--", "--name=letters");
    expect(generated.ok, generated.printed).toBe(true);
    writeFileSync(join(folder, "letters.ts"), KEEP_A_LETTER);
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

  test("has an app that compiles and builds", async () => {
    const { ok, printed } = await runIn(folder, "npm", "run", "build");
    expect(ok, printed).toBe(true);
  });

  test("finds the tests passing that the documents tell them to write, and the import boundaries", async () => {
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

  test("finds nothing that the lint rules object to", async () => {
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

  test("has a page for everybody that keeps a guest's draft, sealed for this purpose alone", async ({
    page,
    context,
  }) => {
    const server = await startServer({ cwd: folder });
    try {
      await page.goto(`${server.origin}/postcard`);
      await expect(page.getByText("From a stranger")).toBeVisible();
      await page.getByLabel("Message").fill("Greetings from Bern");
      await page.getByRole("button", { name: "Keep the draft" }).click();
      await expect
        .poll(async () => (await context.cookies()).map(({ name }) => name))
        .toContain("__Host-draft");
      await page.reload();
      await expect(page.getByLabel("Message")).toHaveValue("Greetings from Bern");
      const cookie = (await context.cookies()).find(
        ({ name }) => name === cookieName({ name: "draft" }),
      );
      expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax" });
      const options = { keyring: [server.secret] };
      expect(await openCookie(sessionCookie, cookie?.value ?? "", options)).toEqual({
        ok: false,
        error: "purpose",
      });
      const { draftCookie } = (await import(
        join(folder, "app/postcard/draft-cookie.ts")
      )) as Record<string, SealedCookie<unknown>>;
      if (!draftCookie) throw new Error("the recipe's cookie has another name now");
      expect(await openCookie(draftCookie, cookie?.value ?? "", options)).toMatchObject({
        data: { text: "Greetings from Bern" },
      });
      await page.goto(`${server.origin}/session`);
      await expect(page.getByText("What you have begun to write.").first()).toBeVisible();
    } finally {
      await server.stop();
    }
  });
});

test("somebody who comes from Flask finds their half of the app working", async () => {
  const folder = mkdtempSync(join(tmpdir(), "signet-flask-"));
  try {
    lay(
      folder,
      follow(inPython, () => ""),
    );
    const python = (...args: string[]) => runIn(folder, "python3", ...args);
    test.skip(
      !(await python("--version")).ok,
      "There is no Python on this machine: Flask's half of the app was not tried.",
    );
    expect((await python("-m", "py_compile", "hello.py", "test_hello.py")).printed).toBe("");
    test.skip(
      !(await python("-c", "import flask")).ok,
      "There is no Flask on this machine: its half of the app was only compiled.",
    );
    const { ok, printed } = await python("-c", RUN_PYTHON_TESTS);
    expect(ok, printed).toBe(true);
    expect(printed).toContain("test_the_diary_is_for_members passed");
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
