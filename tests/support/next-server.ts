/** There is a request already: see next-headers.ts. */
export async function connection(): Promise<void> {}
