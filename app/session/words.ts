const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

const counted = (count: number, unit: string): string =>
  `${count} ${unit}${count === 1 ? "" : "s"}`;

/** A length of time in its two largest units: “1 hour 59 minutes”. */
export function span(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds));
  const counts = units.map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest %= size;
    return { count, text: counted(count, unit) };
  });
  const largest = counts.findIndex(({ count }) => count > 0);
  const [first, second] = largest < 0 ? counts.slice(-1) : counts.slice(largest);
  return second?.count ? `${first?.text} ${second.text}` : `${first?.text}`;
}

/** How far a time is from `now`, both in seconds since 1970: “3 minutes ago”, “in 2 hours”. */
export function fromNow(time: number, now: number): string {
  if (Math.floor(time) === Math.floor(now)) return "now";
  return time < now ? `${span(now - time)} ago` : `in ${span(time - now)}`;
}

/** A time in seconds since 1970 as a date: the same for everybody, because the server doesn't know who is where. */
export const moment = (seconds: number): string =>
  `${new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", ", ")} UTC`;

/** A whole number, as people write it. */
export const figure = (count: number): string => count.toLocaleString("en");
