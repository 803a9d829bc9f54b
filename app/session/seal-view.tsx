"use client";

import { useState } from "react";
import { SealMap } from "./seal-map";
import { partTexts, type PartName, type SealPart } from "./seal-parts";
import { TamperDemo, type TamperDemoProps } from "./tamper-demo";

type SealViewProps = Pick<TamperDemoProps, "name" | "parts" | "initial"> & {
  firstByte: number;
  /** Null for a cookie that is refused: there is nothing to break. */
  other: TamperDemoProps["other"] | null;
};

/** A seal drawn to scale, and a form that breaks a copy. Receives the lengths of the parts, never the text. */
export function SealView({ name, parts, initial, firstByte, other }: SealViewProps) {
  const [byte, setByte] = useState(firstByte);
  const [active, setActive] = useState<PartName>();
  const drawn: SealPart[] = [
    { name: "name", start: 0, length: name.length },
    ...parts.map((part) => ({ ...part, start: part.start + name.length })),
  ];
  const bytes = drawn.reduce((sum, { length }) => sum + length, 0);
  const mark = other ? name.length + byte : undefined;
  return (
    <>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,26rem)_1fr]">
        <SealMap parts={drawn} bytes={bytes} mark={mark} active={active} />
        <ol className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2">
          {drawn.map(({ name, length }) => (
            <li
              key={name}
              data-part={name}
              onPointerEnter={() => setActive(name)}
              onPointerLeave={() => setActive(undefined)}
              className="grid grid-cols-[auto_1fr_auto] content-start items-baseline gap-x-2.5"
            >
              <span className={`size-3 self-center rounded-xs bg-current ${partTexts[name][2]}`} />
              <strong className="font-medium">{partTexts[name][0]}</strong>
              <span className="text-sm text-muted-foreground tabular-nums">{length} B</span>
              <p className="col-span-2 col-start-2 text-sm text-muted-foreground">
                {partTexts[name][1]}
              </p>
            </li>
          ))}
        </ol>
      </div>
      {other && <TamperDemo {...{ name, parts, initial, byte, setByte, other }} />}
    </>
  );
}
