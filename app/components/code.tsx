import { tokenize, type Token } from "./highlight";

const colors: Record<NonNullable<Token["kind"]>, string> = {
  comment: "text-muted-foreground",
  string: "text-good",
  keyword: "text-muted-foreground",
  component: "text-brand",
};

/** A file under its path. Scrolls on its own, by keyboard too. */
export function Code({ path, source }: { path: string; source: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="px-5 pt-3 font-mono text-xs text-muted-foreground">{path}</figcaption>
      <pre
        tabIndex={0}
        aria-label={path}
        role="region"
        className="overflow-x-auto px-5 pt-2 pb-4 text-[0.8125rem]/6 focus-visible:-outline-offset-2"
      >
        <code>
          {tokenize(source.trimEnd()).map(({ kind, text }, index) =>
            kind ? (
              <span key={index} className={colors[kind]}>
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
