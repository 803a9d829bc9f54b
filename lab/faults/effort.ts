/**
 * How much is tried: all of it with `npm run test:faults`, and as part of `npm test` so much of it that nobody minds
 * waiting for it each time. The cases are the same.
 */
export const long = process.env.FAULTS === "long";

/** So many in the long form, fewer in the short one. */
export const times = (inShort: number, inLong: number): number => (long ? inLong : inShort);

/** Where chance begins: the same number makes the same cookies, requests and moments once more. */
export const seed = Number(process.env.FAULTS_SEED ?? 1);
