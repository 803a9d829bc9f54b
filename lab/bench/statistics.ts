/** Several rounds in three numbers. */
export type Figure = Readonly<{ median: number; min: number; max: number }>;

/** The value below which `part` of them lie. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

export const figure = (values: readonly number[]): Figure => ({
  median: quantile(values, 0.5),
  min: Math.min(...values),
  max: Math.max(...values),
});

/** How `values` compare with `others`, round by round: what slowed the machine in one round slowed both. */
export const ratio = (values: readonly number[], others: readonly number[]): Figure =>
  figure(values.map((value, round) => value / (others[round] ?? NaN)));

/** Four digits at most, as people write them: 1,234 · 12.3 · 0.123. */
export function written(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return value.toLocaleString("en", { maximumSignificantDigits: Math.abs(value) >= 1000 ? 4 : 3 });
}

/** The median with the range it comes from. */
export const range = ({ median, min, max }: Figure): string =>
  `${written(median)} (${written(min)}–${written(max)})`;
