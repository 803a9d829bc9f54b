const kinds = ["comment", "string", "keyword", "component"] as const;
export type Token = Readonly<{ kind?: (typeof kinds)[number]; text: string }>;

/** One group for each of `kinds`. Everything else is plain text. */
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

/** Splits TSX for syntax highlighting. The texts in a row are the source. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of source.matchAll(TOKEN)) {
    const kind = kinds[match.slice(1).findIndex((group) => group !== undefined)];
    tokens.push({ text: source.slice(end, match.index) }, { kind, text: match[0] });
    end = match.index + match[0].length;
  }
  return [...tokens, { text: source.slice(end) }];
}
