const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How long before `now` a time was, both in seconds since 1970: “3 hours ago”. */
export function ago(time: number, now: number): string {
  const past = Math.max(0, now - time);
  const unit = units.find(([, seconds]) => past >= seconds);
  return unit ? format.format(-Math.floor(past / unit[1]), unit[0]) : "just now";
}
