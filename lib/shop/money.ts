import { CURRENCY } from "./catalogue";

const formatIn = (currency: string) =>
  new Intl.NumberFormat("en-IE", { style: "currency", currency });
const usual = formatIn(CURRENCY);

/** An amount in minor units as text: 1850 is “€18.50”. */
export function money(minorUnits: number, currency: string = CURRENCY): string {
  const format = currency === CURRENCY ? usual : formatIn(currency);
  return format.format(minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
