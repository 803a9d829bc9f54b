import { expect, test } from "@playwright/test";
import { readParts } from "@/lib/http/multipart";

const read = (name: string, file = "") =>
  readParts(
    `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\nx\r\n--b--\r\n`,
    "multipart/form-data; boundary=b",
  );
const fileNamed = (name: string) => `; filename="${name}"\r\nContent-Type: text/plain`;

test("names of fields and files may have any letter", () => {
  // Decoders differ: U+009C, or U+0153 as in windows-1252.
  for (const letter of ["\u00C3\u009C", "\u00C3\u0153", "a\tb"]) {
    expect(read(letter)).toEqual([{ name: letter, isText: true }]);
    expect(read("upload", fileNamed(letter))).toEqual([{ name: "upload", isText: false }]);
  }
});

test("a control character, or a name of more than a thousand characters, is refused", () => {
  for (const name of ["\u0000", "a\u0001", "\u007F", "a\nb", "x".repeat(1001)]) {
    expect(read(name)).toBe(null);
    expect(read("upload", fileNamed(name))).toBe(null);
  }
});
