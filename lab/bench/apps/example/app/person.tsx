"use client";

import { createContext, use, type ReactNode } from "react";
import type { User } from "../session";

const Waiting = createContext<Promise<User> | null>(null);

export function PersonProvider({
  person,
  children,
}: {
  person: Promise<User>;
  children: ReactNode;
}) {
  return <Waiting value={person}>{children}</Waiting>;
}

export function Person() {
  const person = use(Waiting);
  return person && <span>{use(person).name} is logged in.</span>;
}
