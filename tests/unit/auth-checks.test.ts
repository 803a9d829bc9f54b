import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import ts from "typescript";
import { isProtected } from "@/lib/routes";

const CHECKS = new Set(["getAuth", "requireUser", "requireFreshUser", "submitAsUser"]);
CHECKS.add("requireApiUser").add("requireFreshApiUser");

/** Whether a part of a program calls one of the functions above. */
const callsCheck = (node: ts.Node): boolean =>
  (ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    CHECKS.has(node.expression.text)) ||
  (ts.forEachChild(node, callsCheck) ?? false);

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  Boolean(ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));

/** The page, handler, or each exported action of a file that never asks who made the request. */
function unchecked(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  if (/^["']use server["']/.test(text)) {
    const actions = source.statements.filter(isExported);
    return actions
      .filter((action) => !callsCheck(action))
      .map(nameOf)
      .map((name) => `${path}: ${name}`);
  }
  const isEntry = /\/(page|route)\.tsx?$/.test(path) || text.includes('"use server"');
  return isEntry && !callsCheck(source) ? [path] : [];
}

const nameOf = (node: ts.Node): string =>
  /(?:function|const) (\w+)/.exec(node.getText())?.[1] ?? "default";

const urlOf = (path: string): string => path.replace(/^app|\/\([^/]+\)|\/[^/]+$/g, "");

test("every page, handler and action under a protected path checks who made the request", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((path) => join("app", path))
    .filter((path) => /\.tsx?$/.test(path) && isProtected(urlOf(path)));
  expect(files.length).toBeGreaterThan(5);
  expect(files.flatMap(unchecked)).toEqual([]);
});
