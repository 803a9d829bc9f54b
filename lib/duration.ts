const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

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

const days = new Intl.NumberFormat("en", { style: "unit", unit: "day", unitDisplay: "long" });

/** Seconds as a clock counts them down: `1:59:07`, `4:05`; from two days on, in days. */
export function clockTime(seconds: number): string {
  if (seconds >= 2 * SECONDS.d) return days.format(Math.floor(seconds / SECONDS.d));
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [
    Math.floor(whole / SECONDS.h),
    Math.floor(whole / SECONDS.m) % 60,
    whole % 60,
  ];
  const padded = (count: number): string => String(count).padStart(2, "0");
  return hours ? `${hours}:${padded(minutes)}:${padded(rest)}` : `${minutes}:${padded(rest)}`;
}
