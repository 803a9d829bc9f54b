"use client";

import { useActionState, useCallback } from "react";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import type { FormState } from "@/lib/http/forms";
import { partAt, sealedLength, type SealPart } from "@/app/session/seal-anatomy";
import { tryCopyAction } from "./actions";
import { partWords } from "./parts";

/** A cookie of another kind. */
export type Other = Readonly<{ purpose: string; title: string }>;

type TrialProps = {
  name: string;
  parts: readonly SealPart[];
  initial: FormState;
  at: number;
  point: (at: number) => void;
  other: Other;
};

/** Breaks a copy of a seal, on the server, at the byte that somebody points at. */
export function Trial({ name, parts, initial, at, point, other }: TrialProps) {
  const [{ errors }, submit] = useActionState(tryCopyAction, initial);
  // Somebody may have moved it before the script was there, and React hears of nothing older than itself.
  const pointed = useCallback(
    (slider: HTMLInputElement | null) => {
      if (slider) point(Number(slider.value));
    },
    [point],
  );
  const part = partAt(parts, at);
  const last = sealedLength(parts) - 1;
  return (
    // A sheet but for its name: noscript.css makes a `form.sheet` as narrow as the login page's.
    <form
      id="try"
      action={submit}
      className="grid scroll-mt-8 gap-4 rounded-sm border border-line bg-surface p-5 shadow-sheet sm:p-8"
    >
      <h3>Break a copy</h3>
      <p className="max-w-prose text-muted">
        The server takes a copy of this seal, changes one byte of it and tries to open it. Your
        cookie stays whole.
      </p>
      <input type="hidden" name="name" value={name} />
      <div>
        <Tape parts={parts} length={last + 1} />
        <input
          ref={pointed}
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
          <span className="font-medium text-ink">
            {at + 1}: {part && partWords[part.name].title}
          </span>
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
      <p
        role="status"
        className="max-w-prose not-empty:border-l-3 not-empty:border-bad not-empty:py-1 not-empty:pl-4"
      >
        {errors.form ?? errors.at}
      </p>
    </form>
  );
}

/** The seal as one line, with the slider for its scale. The marker is left out: changing that changes nothing. */
function Tape({ parts, length }: { parts: readonly SealPart[]; length: number }) {
  return (
    <svg
      viewBox={`0 0 ${length} 10`}
      preserveAspectRatio="none"
      className="h-6 w-full rounded-sm"
      aria-hidden
    >
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
