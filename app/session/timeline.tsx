"use client";

import { useTimeLeft, type SecondsLeft } from "@/app/_components/session/use-time-left";
import { formatDuration } from "@/lib/duration";

/** Times in seconds since 1970. */
type Life = Readonly<{
  createdAt: number;
  sealedAt: number;
  idleExpiresAt: number;
  absoluteExpiresAt: number;
  /** Infinity: never. */
  renewableFrom: number;
}>;

const relative = (at: number, now: number): string =>
  at > now ? `in ${formatDuration(at - now)}` : `${formatDuration(now - at)} ago`;

/** When a session was created and when it ends, to scale and in words. */
export function Timeline({ life, left }: { life: Life; left: SecondsLeft }) {
  const { createdAt, sealedAt, renewableFrom, idleExpiresAt, absoluteExpiresAt } = life;
  const now = idleExpiresAt - Number(useTimeLeft(left, (seconds) => seconds.toFixed()));
  const times = {
    Created: createdAt,
    "Last sealed": sealedAt,
    "Renewed by use": renewableFrom,
    "Idle timeout": idleExpiresAt,
    "Absolute timeout": absoluteExpiresAt,
  };
  return (
    <div className="grid gap-8 lg:grid-cols-[1fr_22rem] lg:gap-12">
      <div className="grid content-start gap-8">
        <Track
          title="Idle timeout"
          {...{ from: sealedAt, to: idleExpiresAt, now }}
          mark={
            renewableFrom === Infinity ? undefined : [renewableFrom, "renewed by use from here"]
          }
        />
        <Track
          title="Absolute timeout"
          {...{ from: createdAt, to: absoluteExpiresAt, now }}
          mark={[sealedAt, "last sealed"]}
        />
      </div>
      <dl className="grid content-start divide-y divide-line border-y border-line text-sm">
        {Object.entries(times).map(([name, at]) => (
          <div key={name} className="grid grid-cols-[8rem_1fr] gap-4 py-2">
            <dt className="text-muted-foreground">{name}</dt>
            <dd className="tabular-nums">
              {at === Infinity ? "never" : relative(at, now)}
              <div className="text-muted-foreground">
                {at !== Infinity && new Date(at * 1000).toUTCString()}
              </div>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

type TrackProps = Readonly<{
  title: string;
  from: number;
  to: number;
  now: number;
  mark?: readonly [at: number, label: string];
}>;

/** A period to scale, and how much of it has passed. */
function Track({ title, from, to, now, mark: [at, label] = [from, ""] }: TrackProps) {
  const share = (time: number) => Math.min(1, Math.max(0, (time - from) / (to - from)));
  const percent = (time: number) => `${(share(time) * 100).toFixed(3)}%`;
  const x = percent(now);
  return (
    <div>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <strong className="font-display text-lg font-medium">{title}</strong>
        <span className="tabular-nums">
          {now < to ? relative(to, now) : "The session has ended."}
        </span>
      </p>
      <svg width="100%" height="60" className="overflow-visible fill-brand" aria-hidden>
        <rect y="16" width="100%" height="8" rx="4" className="fill-sunken stroke-edge" />
        <rect y="16" width={x} height="8" rx="4" />
        <rect x={percent(at)} y="10" width="2" height="24" className="fill-ink" />
        <text
          x={percent(at)}
          y="52"
          textAnchor={share(at) < 0.5 ? "start" : "end"}
          className="fill-muted-foreground text-sm"
        >
          {label}
        </text>
        <circle
          cx={x}
          cy="20"
          r="7"
          className="origin-center transform-fill motion-safe:animate-ping"
        />
        <circle cx={x} cy="20" r="7" className="stroke-surface" strokeWidth="2" />
      </svg>
    </div>
  );
}
