/** A field of a form as it was sent. */
export type Part = Readonly<{
  /** One character for each byte. */
  name: string;
  /** It is no file and has no byte order mark, which parsers read differently. */
  isText: boolean;
}>;

/** More fields than any form has. */
const MAX_PARTS = 1000;

/** What Next's parser accepts: no control character but a tab. Longer than this, browsers send none. */
const QUOTED = String.raw`[^\0-\x08\x0A-\x1F"\x7F]{0,1000}`;
const VALUE = String.raw`[^\0-\x08\x0A-\x1F\x7F]{0,200}`;

/** How browsers begin a part. Of any other header, such as `Content-Transfer-Encoding`, parsers make different values. */
const HEADER = new RegExp(
  String.raw`^\r\nContent-Disposition: form-data; name="(${QUOTED})"` +
    String.raw`(; filename="${QUOTED}"\r\nContent-Type: ${VALUE})?\r\n\r\n(\u00EF\u00BB\u00BF)?`,
);

/**
 * The fields of a multipart body; null when no browser would send it so (RFC 7578).
 * @param body one character for each byte
 * @param type the header `Content-Type`
 */
export function readParts(body: string, type: string): Part[] | null {
  const boundary = /^multipart\/form-data; ?boundary=([^\s";,]{1,70})$/.exec(type)?.[1];
  if (!boundary) return null;
  const [before, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`);
  if (before !== "" || parts.length > MAX_PARTS + 1 || !/^--(\r\n)?$/.test(parts.pop() ?? ""))
    return null;
  const headers = parts.map((part) => HEADER.exec(part));
  return headers.every((header) => header !== null)
    ? headers.map(([, name = "", file, mark]) => ({ name, isText: !file && !mark }))
    : null;
}
