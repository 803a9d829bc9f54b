/** A user as pages and handlers see one: no password hash. */
export type User = Readonly<{ id: string; name: string; email: string }>;
