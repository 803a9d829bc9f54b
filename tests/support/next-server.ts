/** FakeBrowser in next-headers.ts provides the request, so there is nothing to wait for. */
export async function connection(): Promise<void> {}

export const after = (work: () => unknown): void => void work();
