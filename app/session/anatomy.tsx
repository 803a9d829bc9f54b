"use client";

import { useActionState, useState } from "react";
import { SubmitButton } from "@/app/_components/submit-button";
import type { FormState } from "@/lib/forms";
import { partAt, sealedLength, type SealPart } from "@/lib/session/anatomy";
import { tryCopyAction } from "./actions";
import { Legend } from "./legend";
import { partWords } from "./parts";
import { SealMap } from "./seal-map";

type Props = {
  name: string;
  wireName: string;
  parts: readonly SealPart[];
  /** How many bytes a cookie may have. */
  limit: number;
  /** From `formState()`: what came of a try in a browser without JavaScript. */
  initial: FormState;
  /** The byte to begin with, chosen at random. */
  at: number;
  /** What else to open a copy as; null when the seal is none that opens, and nothing can be tried with it. */
  other: Readonly<{ purpose: string; title: string }> | null;
};

/** A seal drawn to scale, and a copy of it to break. Lengths only: what the seal says never comes here. */
export function Anatomy({ name, wireName, parts, limit, initial, at: first, other }: Props) {
  const [at, point] = useState(first);
  const drawn = [
    { name: "name" as const, start: 0, length: wireName.length },
    ...parts.map((part) => ({ ...part, start: part.start + wireName.length })),
  ].filter(({ length }) => length > 0);
  const bytes = drawn.reduce((sum, { length }) => sum + length, 0);
  return (
    <div className="anatomy grid gap-8">
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,26rem)_1fr]">
        <SealMap parts={drawn} bytes={bytes} limit={limit} mark={other ? wireName.length + at : undefined} />
        <div className="grid gap-6">
          <Shares bytes={bytes} data={parts.find((part) => part.name === "data")?.length ?? 0} />
          <Legend parts={drawn} />
        </div>
      </div>
      {other && <Trial {...{ name, parts, initial, at, point, other }} />}
    </div>
  );
}

/** What is carried, and what carrying it safely takes. */
function Shares({ bytes, data }: { bytes: number; data: number }) {
  return (
    <p className="text-lg">
      <strong className="font-display text-3xl font-medium text-accent tabular-nums">{data}</strong> bytes hold what is
      remembered. <strong className="font-display text-3xl font-medium tabular-nums">{bytes - data}</strong> make it safe.
    </p>
  );
}

type TrialProps = Pick<Props, "name" | "parts" | "initial" | "at"> & {
  point: (at: number) => void;
  other: NonNullable<Props["other"]>;
};

function Trial({ name, parts, initial, at, point, other }: TrialProps) {
  const [{ errors }, submit] = useActionState(tryCopyAction, initial);
  const part = partAt(parts, at);
  const last = sealedLength(parts) - 1;
  return (
    <form id="try" action={submit} className="sheet grid scroll-mt-8 gap-4 p-5 sm:p-8">
      <h3>Break a copy</h3>
      <p className="max-w-prose text-muted">
        The server takes a copy of this seal, changes one byte of it and tries to open it. Your cookie stays whole.
      </p>
      <input type="hidden" name="name" value={name} />
      <div>
        <Tape parts={parts} length={last + 1} />
        <input
          type="range"
          name="at"
          min={0}
          max={last}
          value={at}
          onChange={(event) => point(Number(event.target.value))}
          aria-label="Which byte"
          aria-valuetext={`Byte ${at + 1}, ${part ? partWords[part.name].title : ""}`}
          className="byte-slider block h-8 cursor-pointer"
        />
        <p className="flex justify-between text-sm text-muted tabular-nums">
          <span>Byte 1</span>
          <output className="font-medium text-ink">
            {at + 1}: {part && partWords[part.name].title}
          </output>
          <span>{last + 1}</span>
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="as" value="">
          Flip one byte
        </SubmitButton>
        <SubmitButton name="as" value={other.purpose} className="button button-quiet">
          Open it as a {other.title.toLowerCase()}
        </SubmitButton>
      </div>
      <p role="status" className="max-w-prose not-empty:border-l-3 not-empty:border-bad not-empty:py-1 not-empty:pl-4">
        {errors.form ?? errors.at}
      </p>
    </form>
  );
}

/** The seal as one line, with the slider for its scale. The marker is left out: changing that changes nothing. */
function Tape({ parts, length }: { parts: readonly SealPart[]; length: number }) {
  return (
    <svg viewBox={`0 0 ${length} 10`} preserveAspectRatio="none" className="h-6 w-full rounded-sm" aria-hidden>
      {parts.map(({ name, start, length }) => (
        <rect
          key={name}
          data-part={name}
          x={start}
          width={length}
          height="10"
          fill="currentColor"
          vectorEffect="non-scaling-stroke"
          className={`anatomy-part stroke-surface ${partWords[name].tone}`}
        />
      ))}
    </svg>
  );
}
