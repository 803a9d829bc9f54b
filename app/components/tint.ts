export const kinds = ["comment", "string", "word", "tag"] as const;
export type Token = Readonly<{ kind?: (typeof kinds)[number]; text: string }>;

/** In the order of `kinds`. What is none of them is plain. */
const TOKEN = new RegExp(
  [
    /(\/\/.*|\/\*[\s\S]*?\*\/)/,
    /("[^"\n]*"|`[^`]*`)/,
    /\b(import|from|export|default|function|async|await|return|const|type)\b/,
    /(<\/?[A-Z]\w*)/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

/** Takes TSX apart, as far as a reader's eye is helped by it. All texts in a row are the source again. */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  let end = 0;
  for (const match of source.matchAll(TOKEN)) {
    if (match.index > end) found.push({ text: source.slice(end, match.index) });
    found.push({
      kind: kinds[match.slice(1).findIndex((group) => group !== undefined)],
      text: match[0],
    });
    end = match.index + match[0].length;
  }
  if (end < source.length) found.push({ text: source.slice(end) });
  return found;
}
