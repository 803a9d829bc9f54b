import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { tokenize } from "@/app/components/highlight";

test("highlighted code is the source, character by character", () => {
  const piece = fc.constantFrom('"', "`", "//", "/*", "*/", "<", "</Tag", "import", "\n", " ", "x");
  const code = fc.oneof(
    fc.string(),
    fc.array(piece).map((pieces) => pieces.join("")),
  );
  const text = (source: string) => tokenize(source).map((token) => token.text);
  fc.assert(fc.property(code, (source) => expect(text(source).join("")).toBe(source)));
});

test("strings, comments, keywords and components are highlighted", () => {
  const tokens = tokenize('import x from "//no comment"; // a "comment"\n<Tag imported={y} />');
  expect(tokens.filter(({ kind }) => kind)).toEqual([
    { kind: "keyword", text: "import" },
    { kind: "keyword", text: "from" },
    { kind: "string", text: '"//no comment"' },
    { kind: "comment", text: '// a "comment"' },
    { kind: "component", text: "<Tag" },
  ]);
});
