import { useId } from "react";
import { partWords, type CookiePart } from "./parts";
import { figure } from "./words";

export type MapPart = Readonly<{ name: CookiePart; start: number; length: number }>;

/** The pieces a run of bytes falls into, one for each row it touches. */
function pieces(
  { start, length }: MapPart,
  row: number,
): { x: number; y: number; width: number }[] {
  const found = [];
  for (let at = start; at < start + length;) {
    const x = at % row;
    const width = Math.min(row - x, start + length - at);
    found.push({ x, y: Math.floor(at / row), width });
    at += width;
  }
  return found;
}

type Props = {
  parts: readonly MapPart[];
  bytes: number;
  /** How many bytes a cookie may have, in all. */
  limit: number;
  /** The byte to point at, counted from 0. */
  mark?: number;
};

/** All the bytes that a browser keeps of a cookie, a square each, and what this one makes of them. */
export function SealMap({ parts, bytes, limit, mark }: Props) {
  const row = Math.sqrt(limit);
  const grid = useId();
  return (
    <svg
      viewBox={`-0.5 -0.5 ${row + 1} ${row + 1}`}
      role="img"
      aria-label={`${figure(bytes)} of ${figure(limit)} bytes are used, drawn as a square each`}
      className="w-full rounded-sm bg-sunken text-surface"
    >
      <defs>
        <pattern id={grid} width="1" height="1" patternUnits="userSpaceOnUse">
          <path d="M0 0H1M0 0V1" stroke="currentColor" strokeWidth="0.3" />
        </pattern>
      </defs>
      {parts.map((part) => (
        <g
          key={part.name}
          data-part={part.name}
          fill="currentColor"
          className={`anatomy-part ${partWords[part.name].tone}`}
        >
          <title>{`${partWords[part.name].title}: ${part.length} bytes`}</title>
          {pieces(part, row).map(({ x, y, width }) => (
            <rect key={y} x={x} y={y} width={width} height="1" />
          ))}
        </g>
      ))}
      <rect width={row} height={row} fill={`url(#${grid})`} pointerEvents="none" />
      {mark !== undefined && (
        <g pointerEvents="none" data-mark={mark}>
          <rect
            x={(mark % row) - 0.4}
            y={Math.floor(mark / row) - 0.4}
            width="1.8"
            height="1.8"
            rx="0.3"
            className="fill-surface stroke-ink"
            strokeWidth="0.4"
          />
        </g>
      )}
    </svg>
  );
}
