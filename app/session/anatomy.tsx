"use client";

import { useState } from "react";
import type { FormState } from "@/lib/http/forms";
import type { SealPart } from "@/app/session/seal-anatomy";
import { Legend } from "./legend";
import { SealMap } from "./seal-map";
import { Trial, type Other } from "./trial";

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
  other: Other | null;
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
        <SealMap
          parts={drawn}
          bytes={bytes}
          limit={limit}
          mark={other ? wireName.length + at : undefined}
        />
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
      <strong className="font-display text-3xl font-medium text-accent tabular-nums">{data}</strong>{" "}
      bytes hold what is remembered.{" "}
      <strong className="font-display text-3xl font-medium tabular-nums">{bytes - data}</strong>{" "}
      make it safe.
    </p>
  );
}
