import { CURRENCY } from "./catalogue";

const format = new Intl.NumberFormat("en-IE", { style: "currency", currency: CURRENCY });
const digits = format.resolvedOptions().maximumFractionDigits ?? 2;

/** An amount in minor units as people write it: 1850 is “€18.50”. */
export const money = (minorUnits: number): string => format.format(minorUnits / 10 ** digits);
