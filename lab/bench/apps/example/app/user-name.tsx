"use client";

import { createContext, use, type ReactNode } from "react";
import type { User } from "../session";

const UserContext = createContext<Promise<User> | null>(null);

export function UserProvider({ user, children }: { user: Promise<User>; children: ReactNode }) {
  return <UserContext value={user}>{children}</UserContext>;
}

export function UserName() {
  const user = use(UserContext);
  return user && <span>{use(user).name} is logged in.</span>;
}
