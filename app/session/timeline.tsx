"use client";

import { useEffect, useState, type ReactNode } from "react";
import type { SessionLife } from "@/lib/session/session";
import { fromNow, moment } from "./words";

const STILL = "(prefers-reduced-motion: reduce)";

/** The server's time, in seconds since 1970, as it goes on; once a minute for whoever wants things to keep still. */
function useNow(first: number): number {
  const [now, setNow] = useState(first);
  useEffect(() => {
    // By what has passed since, because the person's own clock may be wrong.
    const ahead = Date.now() / 1000 - first;
    const tick = () => setNow(Math.floor(Date.now() / 1000 - ahead));
    const timer = setInterval(tick, matchMedia(STILL).matches ? 60_000 : 1000);
    return () => clearInterval(timer);
  }, [first]);
  return now;
}

/** When a session began, and when it ends, as two lines to scale and in words. */
export function Timeline({ life, now: first }: { life: SessionLife; now: number }) {
  const now = useNow(first);
  const { kind, createdAt, sealedAt, renewableFrom, idleExpiresAt, absoluteExpiresAt } = life;
  return (
    <div className="grid gap-8 lg:grid-cols-[1fr_22rem] lg:gap-12">
      <div className="grid content-start gap-8">
        <Track
          title="If nobody uses it"
          from={sealedAt}
          to={idleExpiresAt}
          now={now}
          tick={
            renewableFrom === null
              ? null
              : { at: renewableFrom, label: "from here on, using it renews it" }
          }
        />
        <Track
          title="In any case"
          from={createdAt}
          to={absoluteExpiresAt}
          now={now}
          tick={{ at: sealedAt, label: "last sealed" }}
          stretch={[sealedAt, idleExpiresAt]}
          note="The pale stretch is the line above, in this scale."
        />
      </div>
      <dl className="grid content-start divide-y divide-line border-y border-line text-sm">
        <Time name="Issued" at={createdAt} now={now} />
        <Time name="Last sealed" at={sealedAt} now={now} />
        <Time name="Now" at={now} now={now} />
        {renewableFrom === null ? (
          <Row name="Renewed by use">
            {kind === "guest" ? "never: a guest's is sealed when it changes" : "switched off"}
          </Row>
        ) : (
          <Time name="Renewed by use" at={renewableFrom} now={now} />
        )}
        <Time name="Ends unused" at={idleExpiresAt} now={now} />
        <Time name="Ends in any case" at={absoluteExpiresAt} now={now} />
      </dl>
    </div>
  );
}

function Time({ name, at, now }: { name: string; at: number; now: number }) {
  return (
    <Row name={name}>
      {name !== "Now" && fromNow(at, now)}{" "}
      <time dateTime={new Date(at * 1000).toISOString()} className="block text-muted">
        {moment(at)}
      </time>
    </Row>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8rem_1fr] gap-4 py-2">
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

type TrackProps = {
  title: string;
  from: number;
  to: number;
  now: number;
  /** A moment to point out. */
  tick: { at: number; label: string } | null;
  /** A part of it to point out, and what to say of that. */
  stretch?: readonly [from: number, to: number];
  note?: string;
};

/** A length of time to scale, and how much of it has gone by. */
function Track({ title, from, to, now, tick, stretch, note }: TrackProps) {
  const share = (time: number): number => Math.min(1, Math.max(0, (time - from) / (to - from)));
  const percent = (part: number): string => `${(part * 100).toFixed(3)}%`;
  const [here, there] = [share(now), tick && share(tick.at)];
  return (
    <div>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <strong className="font-display text-lg font-medium">{title}</strong>
        <span className="tabular-nums">
          {now >= to ? "It has ended." : `ends ${fromNow(to, now)}`}
        </span>
      </p>
      <svg width="100%" height="64" className="overflow-visible" aria-hidden>
        <rect y="16" width="100%" height="8" rx="4" className="fill-sunken stroke-edge" />
        {stretch && (
          <rect
            x={percent(share(stretch[0]))}
            y="16"
            width={percent(share(stretch[1]) - share(stretch[0]))}
            height="8"
            className="fill-accent"
            opacity="0.35"
          />
        )}
        <rect y="16" width={percent(here)} height="8" rx="4" className="fill-accent" />
        {tick && there !== null && (
          <>
            <rect x={percent(there)} y="10" width="2" height="28" className="fill-ink" />
            <text
              x={percent(there)}
              y="54"
              textAnchor={there < 0.5 ? "start" : "end"}
              className="fill-muted text-sm"
            >
              {tick.label}
            </text>
          </>
        )}
        <circle cx={percent(here)} cy="20" r="6" className="pulse fill-accent" />
        <circle
          cx={percent(here)}
          cy="20"
          r="7"
          className="fill-accent stroke-surface"
          strokeWidth="2"
        />
      </svg>
      {note && <p className="text-sm text-muted">{note}</p>}
    </div>
  );
}
