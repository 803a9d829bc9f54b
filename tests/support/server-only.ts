// The real package throws outside of a server bundle, and unit tests run outside of one.
export {};
