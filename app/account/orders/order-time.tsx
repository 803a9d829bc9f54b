const day = new Intl.DateTimeFormat("en-IE", { dateStyle: "long", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat("en-IE", {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
  timeZoneName: "short",
});

/** The time of an order. @param at seconds since 1970 */
export function OrderTime({ at, exact = false }: { at: number; exact?: boolean }) {
  const date = new Date(at * 1000);
  return <time dateTime={date.toISOString()}>{(exact ? minute : day).format(date)}</time>;
}
