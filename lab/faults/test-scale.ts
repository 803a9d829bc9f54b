/** `FAULTS=long` (npm run test:faults) runs each case at full size; otherwise the same cases run in minutes. */
const isLong = process.env.FAULTS === "long";

export const scaled = (short: number, long: number): number => (isLong ? long : short);

/** The same seed generates the same cookies, requests and moments again. */
export const seed = Number(process.env.FAULTS_SEED ?? 1);
