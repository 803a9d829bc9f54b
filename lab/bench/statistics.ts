/** The median and the range of several rounds. */
export type Figure = Readonly<{ median: number; min: number; max: number }>;

/** The quantile of `values` at `part`, from 0 to 1. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

export const figure = (values: readonly number[]): Figure => ({
  median: quantile(values, 0.5),
  min: Math.min(...values),
  max: Math.max(...values),
});

/** The ratio of `values` to `others`, round by round: a slow machine affects both values of a round. */
export const ratio = (values: readonly number[], others: readonly number[]): Figure =>
  figure(values.map((value, round) => value / (others[round] ?? NaN)));

/** A number with three or four significant digits: 1,234 · 12.3 · 0.123. */
export function written(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return value.toLocaleString("en", { maximumSignificantDigits: Math.abs(value) >= 1000 ? 4 : 3 });
}

/** The median with its range as text. */
export const range = ({ median, min, max }: Figure): string =>
  `${written(median)} (${written(min)}–${written(max)})`;
