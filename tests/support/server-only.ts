// Unit tests run outside of a server bundle, where the real package refuses to load.
export {};
