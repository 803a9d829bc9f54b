/** A user as pages and handlers see one: no password hash. */
export type User = Readonly<{ id: string; name: string; email: string }>;

/** A user whose password was correct, with the hash that was verified: pass it on to `logIn()`. */
export type VerifiedUser = Readonly<{ user: User; passwordHash: string }>;
