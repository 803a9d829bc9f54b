/** A member as pages and handlers may know one. */
export type User = Readonly<{ id: string; name: string; email: string }>;
