const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Now, in seconds since 1970. */
export const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/**
 * Reads a duration as people write it: `90s`, `30m`, `12h`, `31d`.
 * @returns whole seconds, at least 1
 * @throws RangeError when the text is anything else
 */
export function parseDuration(text: string): number {
  const match = /^([1-9]\d{0,5})([smhd])$/.exec(text.trim());
  if (!match) throw new RangeError(`“${text}” is not a duration: write 90s, 30m, 12h or 31d`);
  return Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS];
}

const UNITS = [
  ["day", SECONDS.d],
  ["hour", SECONDS.h],
  ["minute", SECONDS.m],
  ["second", SECONDS.s],
] as const;

/**
 * Seconds in words, in their largest units: `1 hour 59 minutes`, `40 seconds`.
 * @param precision how many units at most
 */
export function formatDuration(seconds: number, precision = 2): string {
  let rest = Math.max(0, Math.floor(seconds));
  const counts = UNITS.map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest %= size;
    return { count, text: `${count} ${unit}${count === 1 ? "" : "s"}` };
  });
  const largest = counts.findIndex(({ count }) => count > 0);
  if (largest < 0) return "0 seconds";
  const parts = counts.slice(largest, largest + precision).filter(({ count }) => count > 0);
  return parts.map(({ text }) => text).join(" ");
}

/** How long before `now` a time was, both in seconds since 1970: `3 hours ago`, `just now`. */
export function timeAgo(time: number, now: number): string {
  return now - time < SECONDS.m ? "just now" : `${formatDuration(now - time, 1)} ago`;
}
