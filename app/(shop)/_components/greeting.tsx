import Link from "next/link";
import type { ReactNode } from "react";
import { getAuth } from "@/lib/auth";

/** Greets a user by name, and shows a guest where to log in. */
export async function Greeting() {
  const auth = await getAuth();
  if (auth.status === "user") return <Line>Hello, {auth.user.name}!</Line>;
  if (auth.status === "unavailable") {
    return <Line>Your account is not available right now. The shop is open as usual.</Line>;
  }
  return (
    <Line>
      You are not logged in.{" "}
      <Link href="/login" className="link">
        Log in
      </Link>
    </Line>
  );
}

function Line({ children }: { children: ReactNode }) {
  return (
    <p data-section="greeting" className="text-lg">
      {children}
    </p>
  );
}

export function GreetingSkeleton() {
  return <span data-waiting aria-hidden className="skeleton h-7 w-64" />;
}
