import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { tokens } from "@/app/components/tint";

test("tinted code is the code, to the last character", () => {
  const piece = fc.constantFrom('"', "`", "//", "/*", "*/", "<", "</Tag", "import", "\n", " ", "x");
  const code = fc.oneof(
    fc.string(),
    fc.array(piece).map((pieces) => pieces.join("")),
  );
  fc.assert(
    fc.property(code, (source) =>
      expect(
        tokens(source)
          .map(({ text }) => text)
          .join(""),
      ).toBe(source),
    ),
  );
});

test("strings, comments, words of the language and components stand out", () => {
  const kinds = tokens('import x from "//no comment"; // a "comment"\n<Tag imported={y} />');
  expect(kinds.filter(({ kind }) => kind)).toEqual([
    { kind: "word", text: "import" },
    { kind: "word", text: "from" },
    { kind: "string", text: '"//no comment"' },
    { kind: "comment", text: '// a "comment"' },
    { kind: "tag", text: "<Tag" },
  ]);
});
