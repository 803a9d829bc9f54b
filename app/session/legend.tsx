import { partWords } from "./parts";
import type { MapPart } from "./seal-map";

/** What each part of the picture is, in its order. */
export function Legend({ parts }: { parts: readonly MapPart[] }) {
  return (
    <ol className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2">
      {parts.map(({ name, length }) => {
        const { title, says, tone } = partWords[name];
        return (
          <li
            key={name}
            data-part={name}
            className="grid grid-cols-[auto_1fr_auto] content-start items-baseline gap-x-2.5"
          >
            <svg
              viewBox="0 0 10 10"
              className={`size-3 self-center rounded-xs ${tone}`}
              aria-hidden
            >
              <rect width="10" height="10" fill="currentColor" />
            </svg>
            <strong className="font-medium">{title}</strong>
            <span className="text-sm text-muted tabular-nums">{length} B</span>
            <p className="col-span-2 col-start-2 text-sm text-muted">{says}</p>
          </li>
        );
      })}
    </ol>
  );
}
