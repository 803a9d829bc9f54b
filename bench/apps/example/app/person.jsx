"use client";

import { createContext, use } from "react";

const Waiting = createContext(null);

export function PersonProvider({ person, children }) {
  return <Waiting value={person}>{children}</Waiting>;
}

export function Person() {
  return <span>{use(use(Waiting)).name} is logged in.</span>;
}
