import { tokens, type Token } from "./tint";

const colours: Record<NonNullable<Token["kind"]>, string> = {
  comment: "text-muted",
  string: "text-good",
  word: "text-muted",
  tag: "text-accent",
};

/** A file, under its path. It scrolls by itself, with a keyboard too. */
export function Code({ path, source }: { path: string; source: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="px-5 pt-3 font-mono text-xs text-muted">{path}</figcaption>
      <pre
        tabIndex={0}
        aria-label={path}
        role="region"
        className="overflow-x-auto px-5 pt-2 pb-4 text-[0.8125rem]/6 focus-visible:-outline-offset-2"
      >
        <code>
          {tokens(source.trimEnd()).map(({ kind, text }, place) =>
            kind ? (
              <span key={place} className={colours[kind]}>
                {text}
              </span>
            ) : (
              text
            ),
          )}
        </code>
      </pre>
    </figure>
  );
}
