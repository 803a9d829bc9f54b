import { useId } from "react";
import { partTexts, type PartName, type SealPart } from "./seal-parts";

/** 64 rows of 64 squares: the 4,096 bytes that browsers keep of a cookie. */
const ROW = 64;
const rowOf = (byte: number): number => Math.floor(byte / ROW);

/** An SVG path through the squares of a part: one line in each of its rows. */
function path({ start, length }: SealPart): string {
  const lines = [];
  for (let from = start, to; from < start + length; from = to) {
    to = Math.min(start + length, (rowOf(from) + 1) * ROW);
    lines.push(`M${from % ROW} ${rowOf(from) + 0.5}h${to - from}`);
  }
  return lines.join("");
}

type SealMapProps = {
  parts: readonly SealPart[];
  bytes: number;
  /** The byte to mark. */
  mark?: number;
  /** The part to emphasize. */
  active?: PartName;
};

/** All bytes that a cookie can have, one square each, and the parts of this one. */
export function SealMap({ parts, bytes, mark, active }: SealMapProps) {
  const grid = useId();
  return (
    <svg
      viewBox={`-0.5 -0.5 ${ROW + 1} ${ROW + 1}`}
      role="img"
      aria-label={`${bytes.toLocaleString("en")} of 4,096 bytes are used, drawn as one square each`}
      className="w-full rounded-sm bg-sunken text-surface"
    >
      <pattern id={grid} width="1" height="1" patternUnits="userSpaceOnUse">
        <path d="M0 0H1M0 0V1" stroke="currentColor" strokeWidth="0.3" />
      </pattern>
      {parts.map((part) => (
        <path
          key={part.name}
          d={path(part)}
          stroke="currentColor"
          className={partTexts[part.name][2]}
          opacity={active && active !== part.name ? 0.25 : 1}
        >
          <title>{`${partTexts[part.name][0]}: ${part.length} bytes`}</title>
        </path>
      ))}
      <rect width={ROW} height={ROW} fill={`url(#${grid})`} pointerEvents="none" />
      {mark !== undefined && (
        <rect
          data-mark={mark}
          x={(mark % ROW) - 0.4}
          y={rowOf(mark) - 0.4}
          width="1.8"
          height="1.8"
          rx="0.3"
          className="fill-surface stroke-ink"
          strokeWidth="0.4"
        />
      )}
    </svg>
  );
}
