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

/** The functions whose first line is "use server". */
function inlineActions(node: ts.Node): ts.Node[] {
  const inner: ts.Node[] = [];
  ts.forEachChild(node, (child) => void inner.push(...inlineActions(child)));
  const isAction = /^(async )?function [^{]*\{\s*"use server";/.test(node.getText());
  return isAction && ts.isFunctionDeclaration(node) ? [node, ...inner] : inner;
}

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
  const actions = inlineActions(source).filter((action) => !callsCheck(action));
  // Without the actions in it, whose checks are not the page's.
  const rest = source.statements.filter((statement) => !inlineActions(statement).length);
  const isEntry = /\/(page|route)\.tsx?$/.test(path) && !rest.some(callsCheck);
  return [...(isEntry ? [path] : []), ...actions.map((action) => `${path}: ${nameOf(action)}`)];
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
